"""Articles as reporters write them, of invented people, and what breaks into them: odd marks, odd characters."""

from __future__ import annotations

from typing import Final, NamedTuple

from hypothesis import strategies as st

NAMES: Final = (
    ("Budi", "Santoso"),
    ("Rahmat", "Hidayat"),
    ("Darma", "Lesmana"),
    ("Teguh", "Prawira"),
    ("Galih", "Saputra"),
    ("Yusuf", "Maulana"),
)
SENTENCES: Final = (
    '"Sumur kami kering sejak Mei," kata {a}, warga Sukawira, Senin (1/7).',
    '"Kami membeli air dari truk tangki," ujar Camat Wiralaga {a} kepada wartawan.',
    'Kata {b}, "Pompa itu tidak pernah dirawat."',
    '"Itu," kata {a}, "tidak benar sama sekali."',
    '"Pompa itu ‘mati suri’ sejak lama," kata {b}.',
    '"Itu tidak benar," ujarnya.',
    '"Semua ada buktinya di kantor kami."',
    'Ia menyebut rencana itu "mustahil" dan "terlalu mahal".',
    "Camat Wiralaga {a} mengatakan bahwa sumur di tiga desa kering.",
    "Kepala Dinas Perairan Wiralaga dr. {b}, S.H., M.Si., menjelaskan rencana itu.",
    "{a2} menambahkan, 400 keluarga membeli air dari truk tangki.",
    "Ia menambahkan bahwa harga air naik 20 persen.",
    "Menurut {b}, pompa desa tidak pernah dirawat.",
    "Menurut {b2}, biaya perbaikan mencapai Rp 2 miliar.",
    "Menurut seorang pegawai yang enggan disebut namanya, kepala desa menyuap pengawas.",
    "Menurut hukum internasional, bendungan itu melanggar hak warga.",
    "Sejumlah pengamat menilai anggaran itu boros.",
    "Jembatan di Sukawira dilaporkan ambruk pada Senin pagi.",
    "Perusahaan itu dituduh membuang limbah ke Sungai Wira.",
    "Kebakaran itu diduga dipicu korsleting.",
    "Konon, bupati itu akan mundur.",
    "Dijelaskan, sebanyak 400 keluarga membeli air.",
    "Selain itu, harga pangan naik 12 persen.",
    "Dua belas orang tewas dalam kebakaran itu.",
    "Kepala desa menyuap pengawas proyek itu.",
    "Banjir itu disebabkan oleh penebangan hutan.",
    "Panitia membuka acara itu di balai desa.",
    "Pantauan di lokasi, antrean mengular hingga jalan raya.",
    "Penyebab kebakaran belum diketahui.",
    "Washington menyatakan bahwa pasukan ditarik dari perbatasan.",
    "Berdasarkan data Dinas Perairan, 400 sumur kering.",
    "Dikutip dari Reuters, pasukan ditarik dari perbatasan.",
    "Kantor berita itu mengatakan bahwa sumur warga kering.",
    "{a} dan {b} meminta warga menghemat air.",
    "Demikian pernyataan {a}, Selasa (2/7/2024).",
    "Harganya Rp. 5.000 per kilogram pada pukul 08.00 WIB.",
    "Lalu, bagaimana cara mendaftar?",
)
HEADLINES: Final = ("Sumur Warga Wiralaga Kering", "Begini Kata Camat soal Air", "WIRALAGA KRISIS AIR")
LINES: Final = ("Baca juga: Harga Air Naik", "(kna/dre)", "Editor: Rina Dewi", "* * *", "WIRALAGA –")
UNRELATED: Final = (
    "Turnamen voli antarpulau digelar di Lembah Seruni.",
    "Konser keroncong digelar di Taman Merpati.",
    "Pameran anggrek dibuka di Gedung Cempaka.",
)
"""What shares no word with an article, speaks for nobody and ends as a sentence does."""
ODD: Final = (
    "😀", "👩\u200d👩\u200d👧", "e\u0301", "\u0301", "\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u202e", "\u202c",
    "\u2066", "\u2069", "\u200f", "\x00", "\x1b[31m", "\x1c", "\x85", "\u2028", "\u2029", "\ud800", "\udfff", "\r", "\r\n",
    "\n", "\t", "\v", "\f", "\xa0", "\u3000", "𝟙", "½", "İ", "ß", "ǅ", "ﬁ", "٣", "中", "\U0010ffff", "\ufffe",
)  # fmt: skip
MARKS: Final = (
    '"',
    "“",
    "”",
    "„",
    "«",
    "»",
    "'",
    "‘",
    "’",
    "``",
    "''",
    "(",
    ")",
    "[",
    "]",
    "–",
    "…",
    "*",
    "_",
    "`",
    "<",
    ">",
    "#",
    "|",
    "&amp;",
)
QUOTATION_MARKS: Final = ('"', "“", "”", "«", "»", "'")


class Copy(NamedTuple):
    """An article with blanks for its people: what `told` fills in."""

    paragraphs: tuple[str, ...]

    def told(self, first: tuple[str, str] = NAMES[0], second: tuple[str, str] = NAMES[1]) -> str:
        """Return the article about two people, each a first and a last name."""
        people = {"a": " ".join(first), "a2": first[1], "b": " ".join(second), "b2": second[1]}
        return "\n\n".join(paragraph.format(**people) for paragraph in self.paragraphs)


PARAGRAPHS = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4).map(" ".join)
BODIES = st.lists(st.one_of(PARAGRAPHS, PARAGRAPHS, PARAGRAPHS, st.sampled_from(LINES)), min_size=1, max_size=5)


@st.composite
def copies(draw: st.DrawFn) -> Copy:
    """Draw an article: a headline or none, paragraphs and the lines between them, a sentence at the end."""
    head = draw(st.sampled_from((*((line,) for line in HEADLINES), ())))
    return Copy((*head, *draw(BODIES), draw(PARAGRAPHS)))


@st.composite
def broken(draw: st.DrawFn) -> str:
    """Draw an article with odd characters and marks anywhere in it, a part of it perhaps a hundred times over."""
    text = draw(copies()).told()
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(text)))
        piece = draw(st.one_of(st.sampled_from(ODD), st.sampled_from(MARKS), st.text(max_size=3)))
        text = text[:at] + piece * draw(st.sampled_from((1, 1, 1, 2, 40))) + text[at:]
    if draw(st.integers(0, 9)) == 0:
        at = draw(st.integers(0, len(text)))
        text = text[:at] + text[at : at + 60].replace("\n", " ") * 100 + text[at:]
    return text
