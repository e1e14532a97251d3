"""Stripped copy: what wants a source is flagged once its source is gone, and what the tool leaves is Indonesian."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from marks import cases, drawn, lexicon, look, plain, told
from stripped.__main__ import main
from stripped.rates import ALL, ONE, SOURCED, Outcome, outcomes
from stripped.strip import Copy
from stripped.strip import stripped as strip

DRAFTS = sorted((Path(__file__).parent / "drafts").glob("*/*.txt"))


def copy_of(text: str, only: int | None = None) -> Copy:
    return strip(look(text), lexicon(), only)


MENDED = {
    "frame behind a quotation": ('"Sumur kami kering sejak Mei," kata Budi Santoso.', '"Sumur kami kering sejak Mei."'),
    "its addressee, place and day": (
        '"Sumur kami kering sejak Mei," kata Budi Santoso kepada wartawan di Wiralaga, Senin (1/7).',
        '"Sumur kami kering sejak Mei."',
    ),
    "its circumstances": (
        '"Sumur kami kering sejak Mei," tutur Budi Santoso (45) saat ditemui di kebunnya, sambil menangis.',
        '"Sumur kami kering sejak Mei."',
    ),
    "clitic": ("“Sumur kami kering sejak Mei,” ujarnya.", "“Sumur kami kering sejak Mei.”"),
    "comma behind the closing mark": ('"Sumur kami kering", kata Budi Santoso.', '"Sumur kami kering."'),
    "no comma at all": ('"Sumur kami kering sejak Mei" katanya.', '"Sumur kami kering sejak Mei."'),
    "question": ('"Kapan air datang ke sini?" tanya Budi Santoso.', '"Kapan air datang ke sini?"'),
    "frame before a quotation": ('Kata Budi Santoso, "Sumur kami kering."', '"Sumur kami kering."'),
    "subject before a quotation": ('Budi Santoso berkata, "Sumur kami kering."', '"Sumur kami kering."'),
    "verb and colon": ('Budi Santoso menegaskan: "Sumur kami kering."', '"Sumur kami kering."'),
    "colon alone": ('Budi Santoso: "Sumur kami semua kering sejak Mei."', '"Sumur kami semua kering sejak Mei."'),
    "interrupted quotation": (
        '"Sumur kami kering," kata Budi Santoso, "dan ladang kami retak."',
        '"Sumur kami kering, dan ladang kami retak."',
    ),
    "two quotations": (
        '"Sumur kami kering sejak Mei," kata Budi Santoso. "Ladang kami retak semua."',
        '"Sumur kami kering sejak Mei." "Ladang kami retak semua."',
    ),
    "title behind the frame": (
        '"Sumur kami kering sejak Mei," kata Budi Santoso dalam diskusi "Laut dan Darat untuk Semua" di Wiralaga.',
        '"Sumur kami kering sejak Mei."',
    ),
    "what the speaker adds": (
        '"Sumur kami kering sejak Mei," kata Budi Santoso seraya menambahkan bahwa dua sapi mati.',
        '"Sumur kami kering sejak Mei." Dua sapi mati.',
    ),
    "verb and bahwa": ("Budi Santoso mengatakan bahwa dua orang tewas.", "Dua orang tewas."),
    "verb and comma": ("Budi Santoso menjelaskan, dua orang tewas.", "Dua orang tewas."),
    "verb alone": ("Budi Santoso menyebut dua orang tewas.", "Dua orang tewas."),
    "day between subject and verb": (
        "Budi Santoso, Senin (1/7), mengatakan bahwa dua orang tewas.",
        "Dua orang tewas.",
    ),
    "addressee between verb and bahwa": (
        "Budi Santoso mengatakan kepada wartawan di Wiralaga, Senin (1/7), bahwa dua orang tewas.",
        "Dua orang tewas.",
    ),
    "circumstance before the subject": (
        "Menanggapi hal itu, Budi Santoso mengatakan dua orang tewas.",
        "Dua orang tewas.",
    ),
    "connective stays": ("Namun, Budi Santoso mengatakan bahwa dua orang tewas.", "Namun, dua orang tewas."),
    "dateline stays": (
        "WIRALAGA – Budi Santoso mengatakan bahwa dua orang tewas.",
        "WIRALAGA – Dua orang tewas.",
    ),
    "request": ("Budi Santoso meminta agar warga mengungsi.", "Warga mengungsi."),
    "second verb of one subject": (
        "Budi Santoso mengatakan harga turun, dan menambahkan bahwa stok aman.",
        "Harga turun, stok aman.",
    ),
    "source beneath a source": (
        "Budi Santoso mengatakan, menurut Sari Wulandari, dua orang tewas.",
        "Dua orang tewas.",
    ),
    "menurut": ("Menurut Budi Santoso, dua orang tewas.", "Dua orang tewas."),
    "menurutnya": (
        "Budi Santoso hadir. Menurutnya, dua orang tewas.",
        "Budi Santoso hadir. Dua orang tewas.",
    ),
    "menurut at the end": ("Dua orang tewas, menurut Budi Santoso, Senin (1/7).", "Dua orang tewas."),
    "between adjunct and clause": (
        "Saat ini, menurut Budi Santoso, warga menunggu bantuan.",
        "Saat ini, warga menunggu bantuan.",
    ),
    "between subject and verb": (
        "Penyaluran bantuan, kata Budi Santoso, merupakan tugas camat.",
        "Penyaluran bantuan merupakan tugas camat.",
    ),
    "before a time that belongs to the content": (
        "Kiai Hasan, kata dia, selama ini merawat sumur itu.",
        "Kiai Hasan, selama ini merawat sumur itu.",
    ),
    "initial passive": ("Dikatakan Budi Santoso, dua orang tewas.", "Dua orang tewas."),
    "agent of a passive": ("Kabar itu dibenarkan oleh Budi Santoso.", "Kabar itu dibenarkan."),
    "agent before a place": (
        "Hal itu disampaikan Budi Santoso di Wiralaga, Senin (1/7).",
        "Hal itu disampaikan di Wiralaga, Senin (1/7).",
    ),
    "nothing left": ("Sumur kering. Hal itu ia katakan seusai rapat. Warga pulang.", "Sumur kering. Warga pulang."),
    "data": ("Data BPS menunjukkan 12 persen warga miskin.", "12 persen warga miskin."),
    "on the ground of data": ("Berdasarkan data BPS, 12 persen warga miskin.", "12 persen warga miskin."),
    "relay": ("Dua orang tewas, seperti dikutip dari Reuters, Senin (1/7).", "Dua orang tewas."),
    "words in marks": (
        'Budi Santoso menyebut rencana itu "mimpi di siang bolong".',
        'Rencana itu "mimpi di siang bolong".',
    ),
    "no source": ("Sumur itu digali warga pada 1987.", "Sumur itu digali warga pada 1987."),
    "cue within a quotation": (
        '"Kata lurah, air datang besok pagi," keluh Budi Santoso.',
        '"Kata lurah, air datang besok pagi."',
    ),
}


@pytest.mark.parametrize(("text", "left"), cases(MENDED))
def test_what_is_left_of_a_sentence_is_a_sentence(text: str, left: str) -> None:
    assert copy_of(text).text == left


def test_one_link_at_a_time_leaves_the_others() -> None:
    text = 'Menurut Budi Santoso, dua orang tewas.\n\n"Kami semua menunggu air," kata Sari Wulandari.'
    assert copy_of(text, only=2).text == 'Menurut Budi Santoso, dua orang tewas.\n\n"Kami semua menunggu air."'


def test_a_draft_that_was_nothing_but_frames_is_empty() -> None:
    assert copy_of("Hal itu ia katakan seusai rapat.").text == ""


@cache
def found(mode: str) -> tuple[Outcome, ...]:
    drafts = [look(path.read_text(encoding="utf-8"), path.name) for path in DRAFTS]
    return tuple(o for draft in drafts for o in outcomes(draft, lexicon(), (mode,)) if o.status != "gone")


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.stem)
def test_a_place_of_the_draft_is_found_again(path: Path) -> None:
    analysis = look(path.read_text(encoding="utf-8"))
    text, copy = analysis.article.draft.text, strip(analysis, lexicon())
    places = [(at, place) for at in range(len(text)) if (place := copy.place(at)) is not None]
    assert len({place for _, place in places}) == len(places) > 0
    for at, place in places:
        assert copy.text[place].lower() == text[at].lower() or (text[at], copy.text[place]) == (",", ".")


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.stem)
def test_fully_stripped_copy_names_no_source(path: Path) -> None:
    copy = strip(look(path.read_text(encoding="utf-8")), lexicon())
    # An interview's answers have no link to take out: their place says whose they are.
    sourced = [s.status for s in copy.analysis.statements if s.status in SOURCED and s.reasons != ("interview",)]
    assert sourced == []
    for mess in ("  ", " ,", ",,", " .", ", .", ',"\n', ",”\n"):
        assert mess not in copy.text or mess in path.read_text(encoding="utf-8")


FLOORS = {
    "quotations": ("quotation", 0.97, 100),
    "accusations": ("accusation", 1.0, 5),
    "casualties": ("casualty", 1.0, 4),
    "statistics": ("number", 0.85, 30),
}


@pytest.mark.parametrize(("kind", "floor", "least"), cases(FLOORS))
def test_fully_stripped_copy_is_flagged(kind: str, floor: float, least: int) -> None:
    """What was carried on lost its source too."""
    own = [o for o in found(ALL) if o.item.kind == kind]
    assert len(own) >= least
    assert sum(o.flagged for o in own) / len(own) >= floor


def test_a_single_stripped_quotation_is_flagged_or_left_to_its_speaker() -> None:
    own = [o for o in found(ONE) if o.item.kind == "quotation"]
    assert len(own) >= 90
    assert sum(o.flagged for o in own) / len(own) >= 0.55
    assert sum(o.flagged or o.same for o in own) / len(own) >= 0.93


def test_the_rates_and_the_misses_are_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft = tmp_path / "sumur.txt"
    draft.write_text(
        'Budi Santoso mengatakan sumurnya kering. "Kami \x1b[1msemua menunggu air," katanya.\n', encoding="utf-8"
    )
    main([str(tmp_path / "*.txt"), "--misses"])
    printed = capsys.readouterr().out
    assert _row(printed, ALL) == ["quotation", "1", "0", "1", "1", "1.000", "1.000"]
    assert _row(printed, ONE) == ["quotation", "1", "0", "1", "0", "0.000", "1.000"]
    assert "one link at a time: named= place" in printed
    assert "\\x1b[1msemua" in printed and "\x1b" not in printed


def _row(printed: str, mode: str) -> list[str]:
    return next(line for line in printed.splitlines() if line.startswith(mode)).removeprefix(mode).split()


def test_nothing_to_strip_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as stop:
        main([str(tmp_path / "*.txt")])
    assert stop.value.code == 2


LINKS = {
    "trade, place: ikan": "[Darma Lesmana (50), pedagang ikan di Pasar Sukawira], Kota Wiralaga, {mengatakan}, penjualan turun.",
    "trade, place: sayur": "[Sri Handayani (62), penjual sayur di Pasar Ciparay], Jawa Barat, {menuturkan}, cabai sulit didapat.",
    "trade, place: nelayan": "[Toni (30), nelayan di Kampung Laut], Wiralaga Timur, {menyampaikan} bahwa ombak terlalu tinggi.",
    "ground of an act: harus": "Penyitaan tanah harus berdasarkan putusan pengadilan.",
    "ground of an act: tetap": "Tarif baru tetap berdasarkan keputusan gubernur.",
    "ground of an act: mesti": "Pembagian lapak mesti berdasarkan keputusan dinas pasar.",
    "apposition: pendiri": "{Menurut} [Rina Astuti, salah satu pendiri Yayasan Lentera], data korban harus dibuka.",
    "apposition: warga": "{Menurut} [Darma Lesmana, salah seorang warga Sukawira], air naik cepat.",
    "apposition: pengurus": "{Menurut} [Toni Hakim, salah satu pengurus Gapoktan Sukawira], pupuk sulit didapat.",
}
_APPOSITION = "an apposition that begins with salah satu is left out"
LINK_MISSES = {
    **dict.fromkeys([name for name in LINKS if name.startswith("apposition")], _APPOSITION),
}


@pytest.mark.parametrize("marked", cases(LINKS, LINK_MISSES))
def test_a_link_that_stripped_copy_brought_to_light(marked: str) -> None:
    assert drawn(plain(marked)) == marked


STATUSES = {
    "story: perantau": 'unattributed | "Kami pulang dengan selamat."\nexempt | Cerita Devi Anggraini mewakili ribuan perantau lain.',
    "story: panjang": 'unattributed | "Kami semua menunggu di dermaga."\nexempt | Cerita Toni Hakim masih panjang.',
    "story: dibukukan": 'unattributed | "Saya belajar sendiri sejak kecil."\nexempt | Cerita Rina Astuti dibukukan tahun lalu.',
    "clause: vaksin": "unattributed | Meskipun Indonesia telah mengumumkan vaksin baru, 300 orang tewas tahun itu.",
    "clause: stok": "unattributed | Meski pemerintah mengklaim stok aman, harga beras naik 30 persen.",
    "clause: tanggul": "unattributed | Meskipun bupati menyatakan tanggul kuat, 40 rumah rusak.",
    "feeling: gajah": "unattributed | Warga bahkan membiarkan 40 hektare sawahnya karena khawatir diserang gajah.",
    "feeling: banjir": "unattributed | Warga meninggalkan 20 rumah karena khawatir banjir datang lagi.",
    "feeling: harga": "unattributed | Petani membuang 12 ton tomat karena khawatir harganya jatuh.",
    "group: ahli": 'anonymous | Sejumlah ahli memperkirakan gelombang kedua.\n\nunattributed | "Jangan bayangkan ekonomi selamat kalau orang sakit."',
    "group: nelayan": 'anonymous | Beberapa nelayan mengaku rugi besar.\n\nunattributed | "Kami tidak melaut sejak pekan lalu."',
    "group: warga": 'anonymous | Sebagian warga menilai tanggul itu rapuh.\n\nunattributed | "Kami tidak ingin rumah kami hanyut lagi."',
    "past figure: ekspor": "unattributed | Pada 2019, nilai ekspornya tercatat 81,3 juta dolar AS.",
    "past figure: sawah": "unattributed | Pada 2013, luas sawah kabupaten itu mencapai 24.774 hektare.",
    "past figure: kerja": "unattributed | Di tahun 2019, ada 107.723 orang tanpa pekerjaan di Wiralaga.",
    "parts of a sum: jembatan": "unattributed | Anggaran jembatan itu terdiri dari Rp 4,2 triliun untuk lahan dan Rp 7,1 triliun untuk bangunan.",
    "parts of a sum: bantuan": "unattributed | Dana itu terdiri dari Rp 372,5 miliar dalam APBD dan Rp 110 miliar hasil pergeseran.",
    "parts of a sum: kuota": "unattributed | Kuota bantuan untuk Wiralaga sebanyak 1,9 juta keluarga.",
}


@pytest.mark.parametrize("lines", cases(STATUSES))
def test_a_status_that_stripped_copy_brought_to_light(lines: str) -> None:
    assert told(lines) == lines
