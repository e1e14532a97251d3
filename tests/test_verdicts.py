"""The edges of verdicts and links: how far a floor reaches, what frees a statement, where a source ends; for many of
these a change of the deciders went unnoticed by all other tests (`make mutants`).
"""

from __future__ import annotations

import pytest
from marks import cases, drawn, look, plain

VERDICTS = {
    "a body's figures run on as long as they are figures, victims among them": """\
named: basis | Berdasarkan data Dinas Perairan, 400 sumur kering.
carried: floor | Di Sukawira ada 120 sumur.
carried: floor | Di Tirta ada 90 sumur.
carried: floor | Di Lembah Seruni 12 orang tewas.""",
    "a person's do not reach victims so far behind": """\
named: active | Camat Wiralaga Budi Santoso mengatakan bahwa sumur di tiga desa kering.
carried: floor | Di Sukawira ada 120 sumur.
carried: floor | Di Tirta ada 90 sumur.
unattributed: casualty | Di Lembah Seruni 12 orang tewas.""",
    "three statements need no word that takes the speaker up, the fourth does": """\
named: active | Camat Wiralaga Budi Santoso mengatakan bahwa sumur di tiga desa kering.
carried: floor | Di Sukawira ada 120 sumur.
carried: floor | Di Tirta ada 190 sumur.
carried: floor | Di Arga ada 290 sumur.
exempt: background | Di Melati ada 390 sumur.""",
    "a speaker who goes on with a plan keeps the floor": """\
named: active | Camat Wiralaga Budi Santoso mengatakan bahwa sumur di tiga desa kering.
carried: floor | Pihaknya menggelar rapat itu di balai desa.""",
    "but not into the next paragraph": """\
named: active | Camat Wiralaga Budi Santoso mengatakan bahwa sumur di tiga desa kering.

exempt: public-event | Pihaknya menggelar rapat itu di balai desa.""",
    "an opener is the paper's own voice": """\
named: active | Camat Wiralaga Budi Santoso mengatakan bahwa sumur di tiga desa kering.
unattributed: number | Diketahui, kemiskinan naik 12 persen.""",
    "so is we": """\
named: active | Camat Wiralaga Budi Santoso mengatakan bahwa sumur di tiga desa kering.
unattributed: number | Kami menemukan kemiskinan naik 12 persen.""",
    "who speaks next has the paragraph between": """\
named: active | Camat Wiralaga Budi Santoso mengatakan bahwa sumur di tiga desa kering.

carried: floor | Warga Sukawira berjalan dua jam ke sungai.

named: post | "Kami menunggu truk tangki," kata Budi.""",
    "another who speaks next has not": """\
named: active | Camat Wiralaga Budi Santoso mengatakan bahwa sumur di tiga desa kering.

exempt: background | Warga Sukawira berjalan dua jam ke sungai.

named: post | "Kami menunggu truk tangki," kata Rina Dewi.""",
    "a question between is nobody's": """\
named: active | Camat Wiralaga Budi Santoso mengatakan bahwa sumur di tiga desa kering.

exempt: background | Anda tidak takut?

named: post | "Kami menunggu truk tangki," kata Budi.""",
    "a paragraph of bare opinion leaves the speaker": """\
named: post | "Kami menunggu truk tangki," kata Camat Wiralaga Budi Santoso.

unattributed: evaluation | Pompa itu merupakan yang termahal di dunia.""",
    "one that adds to what he says does not": """\
named: post | "Kami menunggu truk tangki," kata Camat Wiralaga Budi Santoso.

carried: floor | Pompa itu juga merupakan yang termahal di dunia.""",
    "a paragraph about the speaker is the paper's": """\
named: post | "Kami menunggu truk tangki," kata Camat Wiralaga Budi Santoso.

exempt: background | Budi lalu pulang ke rumahnya.""",
    "a dateline begins anew": """\
named: post | "Kami menunggu truk tangki," kata Camat Wiralaga Budi Santoso.

exempt: background | SUKAWIRA - Truk itu berangkat dari kota.""",
    "a line of ornament hands nothing on": """\
named: post | "Kami menunggu truk tangki," kata Camat Wiralaga Budi Santoso.

skipped: ornament | * * *

unattributed: casualty | Dua belas orang tewas dalam kebakaran itu.""",
    "what is talked about is seen by everybody": """\
named: active | Camat Wiralaga Budi Santoso mengatakan bahwa sumur di tiga desa kering.

exempt: public-event | Video itu juga viral di media sosial.""",
    "initials who only order are somebody of the story": """\
named: active | Camat Wiralaga Budi Santoso mengatakan pelaku datang malam.
carried: floor | NS meminta sopir turun.""",
    "a phrase takes the speaker up": """\
named: active | Camat Wiralaga Budi Santoso mengatakan bahwa sumur di tiga desa kering.

carried: floor | Selain itu, 120 rumah rusak.""",
    "a colon hands over to the next paragraph": """\
named: active | Camat Wiralaga Budi Santoso menyebut kerusakan itu luas:

carried: floor | Di Sukawira 120 rumah rusak.""",
    "so do the items of a list": """\
named: active | Camat Wiralaga Budi Santoso menyebut kerusakan itu luas.

carried: floor | - 120 rumah rusak di Sukawira

carried: floor | - 90 rumah rusak di Tirta""",
    "somebody of the story who only orders is not the speaker": """\
named: active | Camat Wiralaga Budi Santoso mengatakan pelaku datang malam.
carried: floor | Pelaku meminta sopir turun.""",
    "a pseudo-source is not freed by whoever says it after": """\
unattributed: pseudo-source accusation | Menurut hukum internasional, bendungan Wiralaga melanggar hak 400 petani.

named: active | Camat Wiralaga Budi Santoso mengatakan bahwa bendungan Wiralaga melanggar hak 400 petani.""",
    "nor is a bare quotation": """\
unattributed: quotation | "Bendungan Wiralaga melanggar hak 400 keluarga petani."

named: active | Camat Wiralaga Budi Santoso mengatakan bahwa bendungan Wiralaga melanggar hak 400 keluarga petani.""",
    "hearsay that its source says again is announced": """\
exempt: repeats | Jembatan Sukawira dilaporkan ambruk diterjang banjir Sungai Wira.

named: post | "Jembatan Sukawira ambruk diterjang banjir Sungai Wira," kata Camat Wiralaga Budi Santoso.""",
    "a judgement that several sources then make is announced": """\
exempt: repeats | Pembagian air di tiga desa Wiralaga dinilai belum merata karena pompa dan pipa terbatas.

named: active | Camat Wiralaga Budi Santoso mengatakan bahwa pembagian air di tiga desa belum merata.

named: according | Menurut Rina Dewi, jumlah pompa terbatas dan pipa sering bocor.""",
    "one that nobody then makes is hearsay": """\
hearsay: estimate-passive | Pembagian air di tiga desa Wiralaga dinilai belum merata karena pompa dan pipa terbatas.

named: active | Camat Wiralaga Budi Santoso mengatakan bahwa pemilihan lurah digelar Mei.""",
    "deep in the article it is hearsay again, whatever a source says later": """\
exempt: public-event | Panitia membuka acara itu.
exempt: background | Warga datang.
exempt: background | Anak-anak menari.
exempt: background | Mereka pulang.

hearsay: report-passive casualty | Jembatan Sukawira dilaporkan ambruk diterjang banjir Sungai Wira.

named: post | "Jembatan Sukawira ambruk diterjang banjir Sungai Wira," kata Camat Wiralaga Budi Santoso.""",
    "what a source said before may be summed up": """\
named: active | Camat Wiralaga Budi Santoso mengatakan bahwa 400 keluarga Sukawira membeli air truk tangki.

exempt: public-event | Panitia membuka acara itu di balai desa.

exempt: repeats | Sebanyak 400 keluarga Sukawira membeli air truk tangki.""",
    "history does not free an accusation": """\
unattributed: accusation | Pada 1998, kepala desa itu menyuap pengawas.""",
    "background does not free a figure": """\
unattributed: number | Wiralaga adalah kabupaten di kaki Gunung Arga dengan kemiskinan 12 persen.""",
    "a body that is named again goes on": """\
named: active | BPBD Wiralaga menyatakan bahwa sumur di tiga desa kering.

carried: floor | BPBD mengirim tujuh truk tangki.""",
    "a person who is named again is told of": """\
named: active | Camat Wiralaga Budi Santoso mengatakan bahwa sumur di tiga desa kering.

exempt: background | Budi mengirim tujuh truk tangki.""",
    "somebody unnamed who is called so again does not go on": """\
anonymous: active unnamed | Seorang warga mengatakan bahwa sumur di tiga desa kering.

exempt: background | Warga mengirim surat ke kota.""",
    "what an officer will say is not said yet": """\
exempt: background | Daftar nama pemain akan ia umumkan pada akhir April.""",
    "information of nobody": """\
hearsay: rumor | Menurut informasi, sumur itu milik camat.""",
    "a fine is of record": """\
exempt: background | Lurah itu wajib membayar denda senilai Rp1,5 juta rupiah.""",
    "what a recording shows anybody may see": """\
exempt: witnessed | Dalam rekaman CCTV itu terlihat seorang pria merampas ponsel warga.""",
    "what a film tells accuses nobody": """\
exempt: background | Film itu berkisah tentang polisi yang menyuap atasannya demi jabatan.""",
    "a rumour as the source": """\
hearsay: rumor | Menurut desas-desus yang beredar di kantor, 400 pejabat akan dipindahkan.""",
    "what somebody was sentenced for": """\
exempt: public-record | Kepala desa itu divonis dua tahun penjara karena menyuap pengawas.""",
    "what was traded stands in the exchange's figures": """\
named: post | "Pasar menunggu," kata analis Rina Dewi di Jakarta.

exempt: public-record | IHSG sempat dua kali ke zona hijau.

exempt: public-record | Sebanyak 174 saham naik dan 236 saham menurun.""",
    "what will be traded is foretold": """\
hearsay: estimate-passive prediction | IHSG diperkirakan bakal melemah tajam pekan depan.""",
    "an officer's first guess is his": """\
named: active | Kapolsek Sukawira Budi Santoso mengatakan korban ditemukan di sumur.
carried: floor | Dugaan awal, korban dipukul dengan kayu.""",
    "nobody's first guess is hearsay": """\
hearsay: estimate-rumor | Dugaan awal, korban dianiaya dengan kayu.""",
    "a body that gives no answer": """\
named: active | Camat Wiralaga Budi Santoso mengatakan bahwa sumur di tiga desa kering.

exempt: speech-act | Dinas Perairan Wiralaga belum mau memberikan keterangan.""",
    "furniture says which": """\
skipped: heading | Sumur Warga Wiralaga Kering

named: post | "Sumur kami kering," kata Camat Wiralaga Budi Santoso.

skipped: baca-juga | Baca juga: Harga Air Naik""",
}


@pytest.mark.parametrize("lines", cases(VERDICTS))
def test_every_verdict_has_its_reasons(lines: str) -> None:
    paragraphs = [" ".join(line.partition(" | ")[2] for line in part.splitlines()) for part in lines.split("\n\n")]
    told = [f"{s.status}: {' '.join(s.reasons)}" for s in look("\n\n".join(paragraphs)).statements]
    assert told == [line.partition(" | ")[0] for line in lines.splitlines() if line]


@pytest.mark.parametrize(("name", "supported", "by"), [("hearsay that its source says again is announced", 1, 2)])
def test_what_is_freed_says_by_whom(name: str, supported: int, by: int) -> None:
    text = "\n\n".join(part.partition(" | ")[2] for part in VERDICTS[name].split("\n\n"))
    assert look(text).statements[supported - 1].supported_by == by


LINKS = {
    "a noun phrase with its demonstrative": "[Politikus berlatar pesantren itu] {mengaku} kecewa.",
    "a document says what is said in it": "Dalam [maklumat Kapolri itu] {disebutkan}, warga dilarang berkumpul.",
    "so it does behind a connective": "Namun dalam [maklumat Kapolri itu] {disebutkan} bahwa warga dilarang berkumpul.",
    "and behind one with a comma": "Namun, dalam [maklumat Kapolri itu] {disebutkan} bahwa warga dilarang berkumpul.",
    "a day says nothing": "Pada Senin {disebutkan}, warga dilarang berkumpul.",
    "the relay behind dari is the farther one": "{Dikutip} Kabar Teluk dari [Reuters], pasukan ditarik.",
    "an aside of place and day": "[Camat Wiralaga Budi Santoso], di Sukawira, Rabu (22/4/2020), {menyebutkan} bahwa sumur kering.",
    "an apposition with a superlative": "[Rina Dewi, pesaing terkuat petahana], {mengatakan} bahwa sumur kering.",
    "a clause behind the name": "[Gatot Nurdin yang saat itu sakit] {mengatakan} bahwa sumur kering.",
    "an office within the clause behind the name": "[Gatot Nurdin yang saat itu menjadi Kepala Staf] {mengatakan} bahwa sumur kering.",
    "a heading that ran into the sentence": "Berbagai kendala [Kepala Badan Air Budi Santoso] {mengatakan} bahwa sumur kering.",
    "an adverb behind a body": "[Komando Distrik setempat] {menyebut} bahwa sumur kering.",
    "what customers may do": "Pelanggan dapat melaporkan gangguan kepada petugas.",
    "what customers may say": "[Pelanggan] dapat {mengatakan} bahwa airnya keruh.",
    "a mere object": "Warga melaporkan kejadian itu kepada polisi.",
    "said to somebody": "[Warga] {mengatakan} kepada polisi bahwa sumur kering.",
    "somebody shows a house": "Budi Santoso menunjukkan rumah itu.",
    "somebody shows that it is so": "[Budi Santoso] {menunjukkan} bahwa sumur kering.",
    "a verb in a place's name": "Rumah di Desa Ujoh Bilang kering.",
    "a title": 'Film itu berjudul "Laut untuk Semua Orang Kampung".',
    "a channel at the start": "Dalam {keterangan tertulis} [Budi Santoso], sumur warga kering.",
    "an office behind a passive that goes on": "Rencana itu {disebut} [Pj Gubernur Wiralaga] membuat warga rugi.",
    "the agent behind oleh": "Bupati itu {dituduh} oleh [warga] menyuap anggota dewan.",
    "a second verb without a subject": "[Budi Santoso] {mengumumkan} rencana itu, {menyatakan} bahwa sumur kering.",
    "a second verb that orders": "[Budi Santoso] {mengumumkan} rencana itu dan meminta warga pulang.",
    "two predicates": "[Ia] tertawa dan {menjawab} bahwa sumur kering.",
    "a dependent clause": "Meskipun [Rusia] {percaya} bahwa perang usai, pasukan tetap di sana.",
    "a vague head of a clause": "[Banyak] yang {menganggap} bahwa anggaran itu boros.",
    "a verb that no rule knows, with -nya": '"Sumur kami kering sejak Mei kemarin," bongkar[nya].',
    "a word that is no verb, with -nya": '"Sumur kami kering sejak Mei kemarin," akhirnya hujan turun.',
    "a misspelt verb": '"Sumur kami kering sejak Mei kemarin," kalta [Budi Santoso], Senin (1/7).',
    "no verb at all": '"Sumur kami kering sejak Mei kemarin," [Budi Santoso] di balai desa.',
    "a pronoun and any verb": '"Kami menunggu truk tangki sejak Mei!" [mereka] berteriak di balai desa.',
    "an adverb for a verb": '"Sumur kami kering sejak Mei kemarin," singkat [Budi Santoso].',
    "a conjunction for a verb": '"Sumur kami kering sejak Mei kemarin," dan Budi Santoso pulang.',
    "a pronouncement before a quotation": '[Juru Bicara Polda Wiralaga] hanya memberi pernyataan, "Kami masih selidiki hal itu."',
    "somebody acts before a quotation": '[Budi Santoso] menatap sumur itu, "Kami tidak tahu apa-apa soal itu."',
    "a thing before a quotation": 'Sejumlah spanduk dipasang warga, "Kami menolak tambang itu sampai mati."',
    "a banner's words": 'Warga membawa spanduk bertuliskan, "Kami menolak tambang itu sampai mati."',
    "a title before a name": 'Novel "Sumur Tua di Lereng Arga," karya Budi Santoso, terbit lagi.',
    "a verb between with one comma": "Temuan itu {ujar} [Budi Santoso], baru diketahui Senin.",
    "a noun between with one comma": "Ia membaca kisah Budi Santoso, lalu tidur.",
    "a document and a comma": "[Data Dinas Perairan Wiralaga], sumur di tiga desa mengering.",
    "a medium and its day in brackets": "Sebanyak 400 sumur di tiga desa kering ([Kompas], 28/9/2020).",
    "a medium in brackets without a day": "Sebanyak 400 sumur di tiga desa kering (dekat kantor Kompas).",
    "a person and an age in brackets": "Sumur itu milik warga Desa Sukawira (Budi, 45).",
    "a record at the end": "Harga air naik 3 persen {berdasarkan} [data Dinas Perairan Wiralaga].",
    "a decision that leans on a record": "Tarif air ditetapkan berdasarkan data Dinas Perairan Wiralaga.",
    "an order that was acted on": "Budi Santoso ditahan polisi berdasarkan surat perintah Kapolres Wiralaga.",
    "from where something is known": "Hal itu diketahui {dari laporan} [BPBD Wiralaga].",
    "within a survey, behind a phrase": "Belum lagi, {dalam} [survei Indikator], partai itu di urutan ketiga.",
    "from whom what is said comes": "Penilaian itu {datang dari} [Camat Wiralaga Budi Santoso].",
    "from where help comes": "Bantuan itu datang dari Kementerian Sosial.",
    "from where a saying comes": "Kabar duka datang dari Solo.",
    "in what it is written": "Temuan itu {tertuang dalam} [laporan Badan Pemeriksa Keuangan].",
    "in what it is written, and nobody knows whose": "Temuan itu tertuang dalam laporan itu.",
    "a list in which names stand": "Nama warga itu tercantum dalam daftar pemilih.",
    "a colon behind whose conclusion it is": "Kesimpulan [Badan Keselamatan Transportasi Wiralaga]: pilot terlambat mengenali kerusakan.",
    "a colon behind what was found": "Temuan polisi: dua parang dan satu golok.",
    "a colon behind whose admission it is": "{Pengakuan} [Budi Santoso]: uang itu diberikan camat.",
    "a colon behind nobody": "Kesimpulan sementara: api berasal dari gudang.",
    "a colon behind a way of speaking": "[Camat Wiralaga Budi Santoso] {meluruskan:} sumur itu tidak dijual.",
    "a study that finds": "[Studi Universitas Merapi] {menemukan} sumur itu tercemar.",
    "a body that finds": "Polisi menemukan jasad itu di sumur.",
    "what closes a quotation": '"Jangan jadikan kami alat," {begitu sindiran} [Ketua PGRI Wiralaga Budi Santoso].',
    "whose agent it is": '"Tidak ada tawaran dari klub mana pun," {begitu kata} [agennya, Paulo Sarmento].',
    "by whom, at the start": "Oleh [Camat Wiralaga Budi Santoso], sumur itu {disebut} tercemar limbah.",
    "by a full name, behind a subject": "Budi Santoso {dituding} [Rina Dewi] menggelapkan uang arisan.",
    "who is suspected": "{Diduga} Rina Dewi menggelapkan uang arisan.",
    "by several, as what": "Langkah itu {dinilai} [sejumlah pengamat] sebagai perjudian.",
    "a cue within a company's name": "[PT Bumi Sangkal Tbk] {menyampaikan} bahwa smelternya terbakar.",
    "what somebody says, behind yang": "Tudingan itu {ditepis} [pengacara Rina Dewi, Lukas Manurung], yang menyebut kliennya sakit.",
    "in office no more": '"Maaf lahir batin untuk semua," {tulis} [Bupati Sumber Rejo nonaktif Wahyu Pranoto].',
    "one word between commas holds an office": "Kabar itu {ditampik} oleh [Kepala Desa Karang Anyar, Suparlan], kemarin.",
    "members of a body": "[Pengusaha yang tergabung dalam Himpunan Niaga Wiralaga] {mengatakan} harga air naik.",
    "a medium among many": "[Salah satu media lokal Turin, Teluk.it] {melaporkan} pemain itu pindah.",
    "a name behind yakni": "Kabar itu {diungkap} oleh [pembocor kenamaan, yakni Kabar Chip].",
    "a name behind bernama": '"Sumur kering," {kata} [seorang warga Sukawira yang bernama Iwan], Senin.',
    "a list behind yakni": '"Sumur kering," {kata} [tiga saksi], yakni Budi, Sari, dan Rina.',
    "who comes along": '"Sumur kering," {kata} [Kapolri] didampingi Panglima di Kota Sundari.',
    "an adverb of rumour before a verb": "[Sejumlah pengamat] belakangan ini santer {menyebutkan} tiga menteri diganti.",
    "a statement given": "[Pihak klub] {mengeluarkan pernyataan bahwa} masalah itu selesai.",
    "a document that something befalls": "Laporan Budi Santoso, warga Wiralaga, ditangani polisi.",
    "a figure behind a document": "[Data Dinas Perairan Wiralaga], terdapat 400 sumur kering.",
    "a body of no known name": "[CREW] {mencatat}, penghasilan itu turun.",
    "a recording": "Sebuah video yang dirilis Reuters menunjukkan sumur itu.",
    "who only has the news": "{Berdasarkan} [informasi yang diperoleh Reuters], sumur itu kering.",
    "a degree in the middle of a phrase": "[Kepala Dinas Perairan Wiralaga dr Budi Santoso], {menjelaskan}, sumur itu kering.",
    "a count behind an initial passive": "{Dilaporkan} tiga orang tewas di sumur itu.",
    "a complaint": "Lurah itu dilaporkan oleh tetangganya.",
    "a subject that points back to a document": "Kabar itu {berdasarkan} [laporan Dinas Perairan Wiralaga].",
    "a site in small letters": "{Seperti dikutip dari} [www.kabarteluk.go.id], sumur itu kering.",
    "in the middle": "Camat itu, {kata} [Rahmat Hidayat], warga dituntut menghemat air.",
    "a pronoun before the verb": "Apa yang [ia] {sebut} sebagai musibah itu telah usai.",
    "a numeral before the noun": '"Sumur kering," {kata} [salah satu warga].',
    "at the end": "Sumur warga kering, {demikian pernyataan} [tim itu].",
}
LINKS_MISSED = {
    "and behind one with a comma": "the comma behind the connective hides the preposition",
    "the relay behind dari is the farther one": "dikutip is no cue by itself",
    "an apposition with a superlative": "terkuat passes for a verb, and no source is found at all",
    "a clause behind the name": "the source ends with yang",
    "an office within the clause behind the name": "the office passes for the subject",
}
NOT_MAIN = {
    "a document's day": "Pada Senin disebutkan, warga dilarang berkumpul.",
    "a channel in mid-sentence": "Sejak Mei, dalam keterangan tertulis Budi Santoso, sumur warga kering.",
    "a dependent clause": "Meskipun Rusia percaya bahwa perang usai, pasukan tetap di sana.",
    "a relative clause": "Warga yang menurut Budi Santoso rugi itu pulang.",
    "a passive in a relative clause": "Serangan yang diduga dilakukan warga itu usai.",
    "a pronoun in one": "Imbauan yang pernah ia sampaikan kepada warga itu sia-sia.",
}


@pytest.mark.parametrize("marked", cases(LINKS, LINKS_MISSED))
def test_a_source_is_the_whole_of_its_phrase(marked: str) -> None:
    assert drawn(plain(marked)) == marked


@pytest.mark.parametrize("text", cases(NOT_MAIN))
def test_what_is_said_within_does_not_govern_the_statement(text: str) -> None:
    assert [a.main for a in look(text).attributions] == [False]


CONTENT = {
    "behind a comma": ('"Sumur kering," kata Budi Santoso.', "direct", ['"Sumur kering,"']),
    "without one": ('"Sumur kami kering" kata Budi Santoso, Senin.', "direct", ['"Sumur kami kering"']),
    "before it": ('Budi Santoso mengatakan, "Sumur kering."', "direct", ['"Sumur kering."']),
    "on both sides": ('"Itu," kata Budi Santoso, "tidak benar."', "direct", ['"Itu,"', '"tidak benar."']),
    "joined by bahwa": ('Budi Santoso mengatakan bahwa "sumur kami kering sejak Mei".', "mixed", ['"sumur kami kering sejak Mei"']),
    "a quoted term": ('Budi Santoso mengatakan sumurnya "mati suri".', "indirect", ['sumurnya "mati suri".']),
    "behind the verb": ("Budi Santoso mengatakan sumur kering.", "indirect", ["sumur kering."]),
    "around the frame": ("Sumur kering, kata Budi Santoso, sejak Mei.", "indirect", ["Sumur kering,", ", sejak Mei."]),
    "before the frame": ("Sumur kering, menurut Budi Santoso.", "indirect", ["Sumur kering,"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "type_", "content"), cases(CONTENT))
def test_what_a_cue_covers(text: str, type_: str, content: list[str]) -> None:
    (attribution,) = look(text).attributions
    assert attribution.type == type_
    assert [text[start:end].strip() for start, end in attribution.content] == content


def test_a_floor_reaches_six_statements_that_take_it_up_and_no_more() -> None:
    said = "Camat Wiralaga Budi Santoso mengatakan bahwa sumur di tiga desa kering."
    more = " ".join(f"Selain itu, ada {number} sumur kering itu." for number in range(120, 190, 10))
    assert [s.status for s in look(f"{said} {more}").statements] == ["named", *["carried"] * 6, "exempt"]
