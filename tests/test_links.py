"""Links: which words attribute, and the whole noun phrase that they attribute to, drawn into the sentence."""

from __future__ import annotations

import pytest
from marks import cases, drawn, entity_of, look, plain


def types(text: str) -> list[str]:
    """The types of a text's attributions, in order."""
    return [a.type for a in look(text).attributions]


def contents(text: str) -> list[str]:
    """The content of a text's attributions, each piece by itself."""
    return [text[start:end] for a in look(text).attributions for start, end in a.content]


DIRECT = {
    "cue behind the quotation": '"Sumur kami kering," {kata} [Budi Santoso], Senin (1/7).',
    "source before the cue, behind the quotation": '"Sumur kami kering," [Budi Santoso] {mengatakan}.',
    "clitic": '"Sumur kami kering," {ujar[nya]}.',
    "clitic without a comma": '"Sumur kami kering" {kata[nya]}.',
    "colon": '[Budi Santoso]: "Sumur kami semua kering sejak Mei."',
    "colon, a few words": '[Budi Santoso]: "Sumur kami kering."',
    "colon behind an office": 'Acara itu dibuka.\n\n[Lurah]: "Air datang besok pagi untuk semua warga."\n\nAcara ditutup.',
    "cue, source, comma, quotation": '{Kata} [Budi Santoso], "Sumur kami kering."',
    "source, cue, comma, quotation": '[Budi Santoso] {berkata}, "Sumur kami kering."',
    "source, cue, colon, quotation": '[Budi Santoso] {menegaskan}: "Sumur kami kering."',
    "interrupted": '"Sumur kami kering," {kata} [Budi Santoso], "dan ladang kami retak."',
    "interrupted, then a sentence": '"Sumur kami kering," {kata} [Budi Santoso]. "Ladang kami retak."',
    "several sentences": '"Sumur kami kering. Ladang kami retak. Kami pindah," {tutur} [Budi Santoso].',
    "question": '"Kapan air datang?" {tanya} [Budi Santoso].',
    "exclamation": '"Beri kami air!" {seru} [Budi Santoso].',
    "nested": "\"[Lurah] {bilang} 'tunggu saja' kepada kami,\" {keluh} [Budi Santoso].",
    "full stop before the closing mark": '"Sumur kami kering." {kata} [Budi Santoso].',
    "comma behind the closing mark": '"Sumur kami kering", {ungkap} [Budi Santoso].',
    "curly": "“Sumur kami kering,” {imbuh} [Budi Santoso].",
    "pronoun": '"Sumur kami kering," {kata} [dia].',
    "office, then name": '"Sumur kami kering," {jelas} [Kepala Dinas Sosial Kabupaten Wiralaga Sari Wulan].',
    "guillemets": "«Sumur kami kering,» {kata} [Budi Santoso].",
    "single marks": "'Sumur kami kering,' {kata} [Budi Santoso].",
    "two quotations of one speaker": '"Kami haus" dan "kami lapar", {kata} [Budi Santoso].',
    "named by place and account": 'Lewat akun miliknya, [Budi Santoso] {menulis}, "Sumur kami kering."',
    "partial": '[Budi Santoso] {menyebut} rencana itu "mimpi di siang bolong".',
}


@pytest.mark.parametrize("marked", cases(DIRECT))
def test_direct_speech_has_its_cue_and_its_speaker(marked: str) -> None:
    assert drawn(plain(marked)) == marked


@pytest.mark.parametrize("form", [form for form in DIRECT if form not in ("partial", "colon, a few words")])
def test_direct_speech_is_direct(form: str) -> None:
    assert "direct" in types(plain(DIRECT[form]))


def test_the_whole_quotation_is_the_content() -> None:
    text = '"Sumur kami kering. Ladang kami retak," kata Budi Santoso, petani.'
    assert contents(text) == ['"Sumur kami kering. Ladang kami retak,"']


def test_both_halves_of_an_interrupted_quotation_are_the_content() -> None:
    text = '"Sumur kami kering," kata Budi Santoso, "dan ladang kami retak."'
    assert contents(text) == ['"Sumur kami kering,"', '"dan ladang kami retak."']


def test_a_partial_quotation_is_mixed() -> None:
    assert types('Budi Santoso mengatakan bahwa rencana itu "mimpi di siang bolong".') == ["mixed"]


def test_a_quotation_over_two_paragraphs_has_one_speaker() -> None:
    marked = '"Sumur kami kering sejak Mei.\n\n"Ladang kami pun retak," {kata} [Budi Santoso].'
    assert drawn(plain(marked)) == marked
    assert {s.status for s in look(plain(marked)).statements} <= {"named", "carried"}


@pytest.mark.parametrize(
    "marked",
    [
        '"Sumur kami kering," {kata} [Budi Santoso]. "Lurah sudah tahu," {kata} [Rina Dewi].',
        '"Sumur kami kering," {kata} [Budi Santoso].\n\n"Lurah sudah tahu," {kata} [Rina Dewi].',
        '[Budi Santoso] {mengatakan}, "Sumur kami kering." [Rina Dewi] {menjawab}, "Lurah sudah tahu."',
    ],
    ids=["one paragraph", "two paragraphs", "pre-posed"],
)
def test_two_speakers_keep_their_own_words(marked: str) -> None:
    assert drawn(plain(marked)) == marked


INDIRECT = {
    "bahwa": "[Budi Santoso] {mengatakan} bahwa sumur warga kering.",
    "comma": "[Budi Santoso] {mengatakan}, sumur warga kering.",
    "bare": "[Budi Santoso] {mengatakan} sumur warga kering.",
    "medial": "Sumur warga, {kata} [Budi Santoso], kering sejak Mei.",
    "medial pronoun": "Sumur warga, {lanjut} [dia], kering sejak Mei.",
    "final": "Sumur warga kering sejak Mei, {kata} [Budi Santoso].",
    "final clitic": "Sumur warga kering sejak Mei, {ujar[nya]}.",
    "according, first": "{Menurut} [Budi Santoso], sumur warga kering.",
    "according, last": "Sumur warga kering, {menurut} [Budi Santoso].",
    "according, clitic": "{Menurut[nya]}, sumur warga kering.",
    "elided subject": "[Budi Santoso] {mengumumkan} bantuan air, {menyatakan} bahwa truk datang besok.",
    "passive with oleh": "Kabar itu {dibantah} oleh [Budi Santoso].",
    "passive with a late oleh": "Kabar itu {dibantah} keras kemarin oleh [Budi Santoso].",
    "passive with a bare agent": "Sumur warga kering, {dikatakan} [Budi Santoso].",
    "passive clitic": "{Dikatakan[nya]}, sumur warga kering.",
    "passive without": "Sumur warga {dilaporkan} kering.",
    "object voice": "Itu tidak sesuai dengan yang [ia] {katakan} kemarin.",
    "demikian": "Truk air datang besok, {demikian pernyataan} [Budi Santoso].",
    "stance": "[Budi Santoso] {menilai} pembagian air tidak adil.",
    "belief": "[Budi Santoso] {yakin} hujan turun pekan depan.",
    "directive": "[Budi Santoso] {meminta} warga menghemat air.",
    "denial": "[Budi Santoso] {membantah} menerima suap.",
    "document": "[Data Badan Meteorologi Wiralaga] {menunjukkan} curah hujan turun 40 persen.",
    "basis": "{Berdasarkan} [data Badan Meteorologi Wiralaga], curah hujan turun 40 persen.",
    "inside": "{Dalam} [survei Indikator], curah hujan turun 40 persen.",
    "relay": "Curah hujan turun 40 persen, {dikutip dari} [Antara].",
    "adverb between": "[Budi Santoso] juga {mengatakan} sumur warga kering.",
    "agreement": "Hal senada {disampaikan} [Rina Dewi].",
    "what was said, then who": "Hal itu {dikatakan} [Budi Santoso], Senin (1/7).",
    "begitu kata": "{Begitu kata} [Budi Santoso].",
    "chain": "{Mengutip} [Antara], [Budi Santoso] {mengatakan} bahwa sumur kering.",
}


@pytest.mark.parametrize("marked", cases(INDIRECT))
def test_indirect_speech_has_its_cue_and_its_source(marked: str) -> None:
    assert drawn(plain(marked)) == marked


@pytest.mark.parametrize("form", ["bahwa", "comma", "medial", "final", "according, first", "passive clitic"])
def test_indirect_speech_is_indirect(form: str) -> None:
    assert types(plain(INDIRECT[form])) == ["indirect"]


PHRASES = {
    "rank": "[Ipda Rangga Saputra]",
    "rank and office": "[Kapolsek Sukawira AKP Rangga Saputra]",
    "degrees before and behind": "[Prof. Dr. Sari Wulan, M.Si.]",
    "degree of a doctor": "[dr. Sari Wulan, Sp.A.]",
    "degrees without a last stop": "[Budi Santoso, S.H., M.H]",
    "relative clause": "[Budi Santoso yang juga ketua RT 05]",
    "honorific": "[Bapak Budi Santoso]",
    "office of a long body": "[Direktur Jenderal Perhubungan Darat Kementerian Perhubungan Budi Santoso]",
    "apposition": "[Budi Santoso, petani asal Desa Sukawira]",
    "apposition with an office": "[Sari Wulan, Kepala Dinas Sosial Wiralaga]",
    "age": "[Budi Santoso (45)]",
    "age and apposition": "[Budi Santoso (45), warga Sukawira]",
    "particle bin": "[Ahmad bin Salim]",
    "particle al": "[Yusuf al-Amin]",
    "particle van": "[Peter van Houten]",
    "apostrophe": "[Ma'ruf Hidayat]",
    "initial": "[Budi S. Santoso]",
    "hyphen": "[Siti Nur-Aini]",
    "conjoined": "[Budi Santoso dan Rina Dewi]",
    "anonymous with yang": "[seorang pegawai yang enggan disebut namanya]",
    "common noun and name": "[warga Desa Sukawira, Budi Santoso]",
    "common noun alone": "[seorang warga]",
    "body": "[Kementerian Perhubungan]",
    "company": "[PT Tirta Wiralaga]",
    "acronym": "[BPBD Wiralaga]",
    "spokesman": "[juru bicara Dinas Sosial Wiralaga Rina Dewi]",
    "nickname": "[Budi Santoso alias Bujel]",
}


@pytest.mark.parametrize("phrase", cases(PHRASES))
def test_a_source_behind_its_cue_is_the_whole_noun_phrase(phrase: str) -> None:
    marked = f'"Sumur kami kering," {{kata}} {phrase}, Senin.'
    assert drawn(plain(marked)) == marked


BEFORE = {name: phrase for name, phrase in PHRASES.items() if name != "common noun alone"}


@pytest.mark.parametrize("phrase", cases(BEFORE))
def test_a_source_before_its_cue_is_the_whole_noun_phrase(phrase: str) -> None:
    phrase = "[" + phrase[1].upper() + phrase[2:]
    comma = "," if "," in phrase and not phrase.endswith(".]") else ""
    marked = f"{phrase}{comma} {{mengatakan}} sumur warga kering."
    assert drawn(plain(marked)).replace(",]", "],") == marked


STOPS = [
    "Senin (1/7)",
    "di Wiralaga",
    "kepada wartawan",
    "saat ditemui di kantornya",
    "dalam keterangan tertulis",
    "melalui pesan singkat",
    "seperti dikutip dari Antara",
    "usai rapat",
    "ketika dihubungi",
    "kemarin",
    "sambil tertawa",
    "menjawab pertanyaan wartawan",
    "lewat akun Instagram",
]


@pytest.mark.parametrize("tail", STOPS)
@pytest.mark.parametrize("comma", ["", ","], ids=["bare", "comma"])
def test_a_source_stops_before_what_is_no_part_of_it(tail: str, comma: str) -> None:
    text = f'"Sumur kami kering," kata Kepala Desa Sukawira Budi Santoso{comma} {tail}.'
    assert drawn(text).partition("{kata} [")[2].partition("]")[0] == "Kepala Desa Sukawira Budi Santoso"


ACROSS = {
    words: words for words in ("pada Senin (1/7)", "di Wiralaga", "dalam rapat itu", "kemudian", "kepada wartawan")
}


@pytest.mark.parametrize("between", cases(ACROSS))
def test_a_source_is_found_across_what_stands_before_its_cue(between: str) -> None:
    marked = f"[Budi Santoso] {between} {{mengatakan}} bahwa sumur warga kering."
    assert drawn(plain(marked)) == marked


FALSE_FRIENDS = {
    "kata kunci": "Ia lupa kata kunci surelnya.",
    "dengan kata lain": "Dengan kata lain, gudang itu kosong.",
    "sepatah kata": "Ia pergi tanpa sepatah kata pun.",
    "kata pengantar": "Kata pengantar buku itu ditulis pada Mei.",
    "denied saying": "Budi Santoso tidak mengatakan kapan air datang.",
    "yang jelas": "Yang jelas, gudang itu kosong.",
    "terang": "Lampu jalan itu terang sekali.",
    "dengan tegas": "Wasit memimpin laga dengan tegas.",
    "usia lanjut": "Panti itu merawat warga usia lanjut.",
    "lebih lanjut": "Rapat itu dibahas lebih lanjut pada Selasa.",
    "tindak lanjut": "Surat itu menjadi tindak lanjut rapat.",
    "nilai tambah": "Keripik itu memberi nilai tambah bagi petani.",
    "klaim asuransi": "Ia mengurus klaim asuransi mobilnya.",
    "laporan keuangan": "Perusahaan itu menyusun laporan keuangan setiap tahun.",
    "sumber daya": "Desa itu kaya sumber daya alam.",
    "sumber air": "Sumber air itu terletak di kaki bukit.",
    "basis data": "Basis data itu disimpan di dua gedung.",
    "menurut abjad": "Nama peserta diurutkan menurut abjad.",
    "menurut saja": "Anak itu menurut saja ketika diajak pulang.",
    "mencatat rekor": "Pelari itu mencatat rekor baru di Wiralaga.",
    "menunjukkan jalan": "Petugas menunjukkan jalan ke terminal.",
    "dengan demikian": "Dengan demikian, jumlah peserta menjadi dua puluh.",
    "sebagaimana mestinya": "Pompa itu bekerja sebagaimana mestinya.",
    "harap tenang": "Papan itu bertuliskan harap tenang.",
    "tanya jawab": "Acara itu ditutup dengan tanya jawab.",
    "mengungkap kasus": "Polsek Sukawira mengungkap kasus pencurian sepeda.",
    "tak dapat diprediksi": "Cuaca di puncak tidak dapat diprediksi.",
    "bisa dipercaya": "Timbangan tua itu masih bisa dipercaya.",
    "dilaporkan ke polisi": "Pencurian itu dilaporkan ke Polsek Sukawira.",
    "berdasarkan as a method": "Kursi dibagi berdasarkan nomor urut.",
    "juru bicara": "Desa itu tidak memiliki juru bicara.",
    "memeriksa saksi": "Penyidik memeriksa saksi selama tiga jam.",
    "aku": "Lagu itu berjudul Aku dan Hujan.",
    "kata demi kata": "Ia membaca kata demi kata.",
    "minta maaf": "Ia datang untuk minta maaf.",
}


@pytest.mark.parametrize("text", cases(FALSE_FRIENDS))
def test_a_false_friend_attributes_nothing(text: str) -> None:
    assert drawn(text) == text


HEADLINES = {
    "a body": "[Polisi] {Sebut} Pelaku Kabur ke Luar Kota",
    "an office": "[Menkeu] {Akui} Anggaran Masih Kurang",
    "behind a comma": "Harga Naik, [Mendag] {Jelaskan} Penyebabnya",
    "a lawyer": "[Kuasa Hukum] {Bantah} Kliennya Terlibat",
    "begini kata": "Harga Naik, {Begini Kata} [Mendag]",
    "colon": "[Camat Wiralaga]: Sumur Warga Kering",
    "a story": "Cerita Warga Selamat dari Banjir",
    "an example": "Sebut Saja Bunga",
}


@pytest.mark.parametrize("headline", cases(HEADLINES))
def test_a_headline_has_its_source_before_the_bare_stem(headline: str) -> None:
    body = '\n\n"Sumur kami kering," {kata} [Budi Santoso] di kantornya. Hujan turun sejak pagi.'
    assert drawn(plain(headline + body)) == headline + body
    assert look(plain(headline + body)).statements[0].status == "skipped"


def test_a_headline_means_whom_the_article_names_in_full() -> None:
    text = 'Menkeu Akui Anggaran Kurang\n\n"Anggaran kurang," kata Menkeu Sari Wulan di kantornya. Ia pulang.'
    assert entity_of(text, "Menkeu").name == "Sari Wulan"
