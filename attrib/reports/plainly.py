"""In plain words, in each language: what a decider asks, and what the reasons of a verdict mean."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

LANGS: Final = ("id", "en")
Words = Mapping[str, tuple[str, str]]

DECIDERS: Final[Words] = {
    "furniture": (
        "Judul, kredit, tautan, atau bagian lain yang bukan pernyataan?",
        "A headline, credit, link, or other part that states nothing?",
    ),
    "sourced": ("Ada kata pengatribusi yang punya sumber?", "Do words attribute it, and have a source?"),
    "marked": ("Ada kata pengatribusi, tetapi tanpa sumber?", "Do words attribute it, but to nobody?"),
    "turned": (
        "Naskah sendiri yang melaporkan lagi: peristiwa terbuka, pantauan, catatan resmi?",
        "Does the paper itself report again: an open event, a thing seen, a public record?",
    ),
    "dated-event": (
        "Peristiwa pada hari yang disebut, tanpa apa pun yang perlu sumber?",
        "An event on a named day, with nothing in it that needs a source?",
    ),
    "carried": ("Apakah pembicara sebelumnya masih meneruskan?", "Does the speaker before it go on?"),
    "supported": (
        "Apakah pernyataan lain, yang bersumber, mengatakan hal yang sama?",
        "Does another statement, with a source, say the same?",
    ),
    "needy": ("Adakah yang perlu sumber?", "Does anything in it need a source?"),
    "free": ("Tak satu pun di atas: latar belakang.", "None of these: background."),
}
"""What each decider of a statement's status asks, by its name in `attrib.status`."""

LINKS: Final[Words] = {
    "post": ("sumber berdiri di belakang kata itu", "the source stands behind the cue"),
    "clitic": ("sumbernya ialah -nya pada kata itu", "the source is the -nya of the cue"),
    "active": ("sumber ialah subjek kata kerja itu", "the source is the verb's subject"),
    "according": ("sumber mengikuti kata depan itu", "the source follows the preposition"),
    "basis": ("dokumen atau data yang menjadi dasar mengikutinya", "the document or data it rests on follows"),
    "inside": ("dokumen yang memuatnya mengikutinya", "the document that holds it follows"),
    "relay": ("media atau dokumen yang meneruskannya mengikutinya", "the medium or document that passes it on follows"),
    "tail": ("kata penutup isi; sumber mengikutinya", "the cue closes the content; the source follows"),
    "issued": ("yang dikatakan datang dari sumber ini", "what is said comes from this source"),
    "nominal": ("nama saluran, lalu sumbernya", "the channel is named, then its source"),
    "headline": ("sumber dalam judul", "a source in a headline"),
    "relative": ("sumber berdiri di depan “yang …”", "the source stands before a relative clause"),
    "passive-agent": ("pelaku kalimat pasif", "the agent of the passive"),
    "document-place": ("dokumen tempat hal itu tertulis", "the document in which it is written"),
    "passive": ("pasif tanpa pelaku", "a passive without an agent"),
    "elided": ("sumbernya sama dengan yang tepat di depannya", "the source is that of the cue before it"),
    "object": ("sumber berdiri tepat di depan kata kerja", "the source stands just before the verb"),
    "witness": ("wartawan menyaksikannya sendiri", "the reporter saw it"),
    "response": ("seseorang dimintai keterangan", "somebody was asked"),
    "unknown": ("naskah mengakui tidak tahu", "the draft admits that it is not known"),
    "rumor": ("kata keterangan untuk kabar", "an adverb of hearsay"),
    "opener": ("pembuka yang tidak menyebut siapa yang tahu", "an opener that does not say who knows"),
    "colon": ("nama di depan titik dua", "a name before a colon"),
    "place": ("kutipan tepat di belakang kata-kata pembicara itu", "a quotation straight behind that speaker's words"),
    "behind-quote": ("yang berdiri tepat di belakang kutipan", "who stands straight behind a quotation"),
    "before-quote": ("yang menyerahkan kata kepada kutipan", "who hands over to the quotation"),
    "citation": ("media dan tanggalnya dalam kurung", "a medium and its day in brackets"),
    "interview": ("yang diwawancarai", "who is interviewed"),
    "runs-on": ("kutipan berlanjut ke paragraf berikutnya", "a quotation that runs on into the next paragraph"),
}
"""Why a cue has the source that it has, by the reason of an attribution."""

FRAMES: Final[Words] = {
    "post": (
        "perlu isi di depannya dan sumber di belakangnya",
        "it needs its content before it and a source behind it",
    ),
    "clitic": ("perlu isi di dekatnya", "it needs its content beside it"),
    "active": ("perlu subjek yang dapat berbicara di depannya", "it needs a subject that can speak before it"),
    "document": ("perlu dokumen, data, atau lembaga di depannya", "it needs a document, data or a body before it"),
    "passive": ("perlu pelaku, atau tempat di awal kalimat", "it needs an agent, or the sentence's beginning"),
    "object": ("perlu sumber tepat di depannya", "it needs a source just before it"),
    "according": ("perlu sumber di belakangnya", "it needs a source behind it"),
    "basis": ("perlu dokumen atau data di belakangnya", "it needs a document or data behind it"),
    "inside": ("hanya di awal kalimat, di depan dokumen", "only at a sentence's start, before a document"),
    "relay": ("perlu media atau dokumen di belakangnya", "it needs a medium or document behind it"),
    "tail": (
        "perlu isi di depannya dan sumber di belakangnya",
        "it needs its content before it and a source behind it",
    ),
    "issued": (
        "perlu kata benda ujaran di depannya dan sumber di belakangnya",
        "it needs a noun of saying before it and a source behind it",
    ),
    "nominal": ("perlu sumber di belakangnya", "it needs a source behind it"),
    "headline": ("hanya berlaku dalam judul", "it counts in headlines only"),
    "witness": ("tidak berdiri di tempat yang berlaku", "it does not stand where it counts"),
    "response": ("tidak berdiri di tempat yang berlaku", "it does not stand where it counts"),
    "unknown": ("tidak berdiri di tempat yang berlaku", "it does not stand where it counts"),
    "rumor": ("tidak berdiri di tempat yang berlaku", "it does not stand where it counts"),
    "opener": ("hanya berlaku di awal kalimat", "it counts at a sentence's beginning only"),
}
"""What a cue of each frame needs to attribute."""

REFUSALS: Final[Words] = {
    "look-alike": (
        "bagian dari “{phrase}”, yang tidak mengatribusikan",
        "part of “{phrase}”, which attributes nothing",
    ),
    "negated": ("disangkal: tidak dikatakan", "denied: it was not said"),
    "quoted": ("berdiri di dalam kutipan", "it stands inside a quotation"),
    "place": ("{frame}; itu tidak ditemukan", "{frame}; that was not found"),
}

RESOLVED: Final[Words] = {
    "new": ("disebut pertama kali", "mentioned for the first time"),
    "unresolved": ("tak dapat ditentukan siapa", "nobody can tell who"),
    "together": ("beberapa orang sebagai satu sumber", "several persons as one source"),
    "spoke-here": ("berbicara lebih dulu dalam kalimat yang sama", "spoke before in the same sentence"),
    "topic": (
        "orang yang dibicarakan kalimat atau paragraf sebelumnya",
        "the person whom the sentence or paragraph before is about",
    ),
    "last-speaker": ("pembicara terakhir", "the last who spoke"),
    "last-named": ("orang terakhir yang disebut namanya", "the person named last"),
    "person-before": ("orang terakhir yang berbicara", "the last person who spoke"),
    "anybody-before": ("siapa pun yang terakhir berbicara", "whoever spoke last"),
    "last-pair": ("dua orang yang terakhir disebut bersama", "the two persons named together last"),
    "holder-before": ("pemegang jabatan itu menurut naskah", "whom the text names as the holder of the office"),
    "same-noun": ("sebelumnya disebut dengan kata yang sama", "called by the same noun before"),
    "hyponym": ("dapat disebut dengan kata itu", "may be called by that noun"),
    "same-kind": ("yang terakhir dari jenis itu", "the last of that kind"),
    "named-before": ("media yang disebut sebelumnya tanpa dikutip", "a medium named before without being cited"),
    "document-before": ("dokumen yang digambarkan sebelumnya", "a document described before"),
    "same-name": ("nama yang sama, atau sebagian darinya", "the same name, or part of it"),
    "short-name": ("nama pendek", "a short name"),
    "respelled": ("nama yang sama dengan satu huruf berbeda", "the same name with one letter changed"),
    "role-before": ("sebelumnya hanya jabatannya yang disebut", "known before by office only"),
    "same-words": ("kata-kata yang sama", "the very same words"),
    "same-body": ("nama, singkatan, atau kepanjangan lembaga yang sama", "the same body's name, acronym or expansion"),
    "generic-body": ("lembaga terakhir yang dapat disebut begitu", "the last body that may be called so"),
    "office-holder": ("pemegang jabatan itu", "whoever holds the office"),
    "office-of-place": ("pemegang jabatan di tempat itu", "whoever holds the office in that place"),
    "lone-noun": ("orang yang dapat disebut dengan kata itu", "the person whom that noun may call"),
    "told-of": ("orang bernama yang dapat disebut demikian", "a named person who may be called so"),
}
"""Why words stand for somebody, by the reason of an entity's mention."""

CLAIMS: Final[Words] = {
    "quotation": ("kutipan langsung", "a direct quotation"),
    "accusation": ("tuduhan", "an accusation"),
    "casualty": ("korban atau kerugian", "casualties or damage"),
    "number": ("angka", "a figure"),
    "cause": ("sebab", "a cause"),
    "motive": ("niat atau perasaan seseorang", "somebody's intent or feeling"),
    "legal": ("soal hukum", "a point of law"),
    "science": ("temuan ilmiah", "a scientific finding"),
    "evaluation": ("penilaian", "a judgement"),
    "prediction": ("ramalan", "a prediction"),
    "contested": ("hal yang dipertentangkan", "a contested matter"),
    "common-knowledge": ("pengetahuan umum", "common knowledge"),
    "history": ("sejarah", "history"),
    "witnessed": ("disaksikan wartawan", "seen by the reporter"),
    "public-event": ("peristiwa terbuka", "a public event"),
    "public-record": ("catatan resmi", "a public record"),
    "background": ("latar belakang", "background"),
    "non-claim": ("tidak menyatakan apa-apa", "states nothing"),
    "speech-act": ("permintaan, perintah, ucapan", "a request, order, or courtesy"),
}
"""What needs a source, and what frees a statement from needing one."""

REASONS: Final[Words] = {
    "pseudo-source": ("yang disebut bukan sumber", "what is named is no source"),
    "weakest-link": ("rantai sumber bergantung pada sumber tanpa nama", "the chain hangs on a source without a name"),
    "unnamed": ("sumber tanpa nama", "a source without a name"),
    "repeats": ("pernyataan bersumber mengatakan hal yang sama", "a statement with a source says the same"),
    "floor": ("pembicara sebelumnya meneruskan", "the speaker before it goes on"),
    "continuing-passive": (
        "pasif di awal kalimat, meneruskan pembicara sebelumnya",
        "a passive in first place goes on for the speaker before",
    ),
    "heading": ("judul", "a headline"),
    "unresolved": ("tak jelas siapa sumbernya", "it is not clear who the source is"),
    "report-passive": ("dilaporkan, tidak disebut oleh siapa", "it is reported, not by whom"),
    "accuse-passive": (
        "diduga atau dituduh, tidak disebut oleh siapa",
        "somebody is suspected or accused, not by whom",
    ),
    "estimate-passive": (
        "dinilai atau diperkirakan, tidak disebut oleh siapa",
        "it is judged or estimated, not by whom",
    ),
    "speech-passive": ("dikatakan, tidak disebut oleh siapa", "it is said, not by whom"),
    "rumor-passive": ("dikabarkan, tidak disebut oleh siapa", "it is rumoured, not by whom"),
    "rumor-rumor": ("kabar angin", "a rumour"),
}
"""Reasons of a status that are of none of the kinds above."""


def plain(table: Words, key: str, lang: str) -> str:
    """Return what a table says of a name; of one that it does not know, the name itself."""
    return table[key][LANGS.index(lang)] if key in table else key


def reason(name: str, lang: str) -> str:
    """Return one reason of a status in plain words."""
    table = next((table for table in (REASONS, CLAIMS, LINKS) if name in table), REASONS)
    return plain(table, name, lang)
