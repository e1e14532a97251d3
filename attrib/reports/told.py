"""What is said of a draft that cannot be read, or is read only in part, in the editor's language.

Readers speak English: here stands what they say, `{}` for what differs, and how an editor is told. What concerns the
set-up (options, settings, rules, git) is for whoever sets attrib up, and stays English.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from attrib.model import Failure

PARTED: Final = "; "
MESSAGES: Final = (
    ("no such file or folder", "tidak ada berkas atau folder itu"),
    ("no such file", "tidak ada berkas itu"),
    ("no drafts there ({})", "tidak ada naskah di situ ({})"),
    ("every draft there is ignored by .attribignore", "semua naskah di situ diabaikan oleh .attribignore"),
    ("cannot be looked up ({})", "tidak dapat dicari ({})"),
    ("the folder cannot be read ({})", "folder itu tidak dapat dibaca ({})"),
    ("{}: not checked, ignored by {}", "{}: tidak diperiksa, diabaikan oleh {}"),
    ("is a folder, not a draft", "adalah folder, bukan naskah"),
    ("is not a regular file", "bukan berkas biasa"),
    ("no permission to read it", "tidak ada izin untuk membacanya"),
    ("cannot be read ({})", "tidak dapat dibaca ({})"),
    ("standard input is closed", "masukan standar tertutup"),
    ("is empty", "kosong"),
    ("holds no text to check", "tidak memuat teks untuk diperiksa"),
    ("is {}, not UTF-8", "berkode {}, bukan UTF-8"),
    ("is binary (a NUL at byte {})", "bukan teks (ada NUL pada bita {})"),
    ("is binary, not text (at {})", "bukan teks (lihat {})"),
    ("its UTF-8 is cut off at {}", "UTF-8-nya terpotong pada {}"),
    (
        "is not UTF-8 but looks like Latin-1/Windows-1252 (at {})",
        "bukan UTF-8, tampaknya Latin-1/Windows-1252 (lihat {})",
    ),
    ("is a zip archive", "adalah arsip zip"),
    ("is {}, not {}", "adalah {}, bukan {}"),
    ("is not {}, which is a zip archive", "bukan {}, yang berupa arsip zip"),
    ("is not {}: it has no {}", "bukan {}: tidak ada {} di dalamnya"),
    ("{} would unpack to {} from {} bytes, which is refused", "{} akan mengembang menjadi {} dari {} bita; ditolak"),
    ("{} is packed in a way that {} does not allow", "{} dimampatkan dengan cara yang tidak diperbolehkan bagi {}"),
    ("holds {} twice", "memuat {} dua kali"),
    ("is locked by a password", "terkunci kata sandi"),
    ("is broken and cannot be read as {} ({})", "rusak dan tidak dapat dibaca sebagai {} ({})"),
    ("{} declares a document type (DTD), which is refused", "{} menyatakan jenis dokumen (DTD); ditolak"),
    ("{} is not sound XML ({})", "{} bukan XML yang utuh ({})"),
    ("cannot be read as HTML ({})", "tidak dapat dibaca sebagai HTML ({})"),
    ("needs the package lxml to be read", "perlu paket lxml untuk dibaca"),
    ("holds many drafts, one a line", "memuat banyak naskah, satu sebaris"),
    ("there is no such draft in the archive", "tidak ada naskah itu di dalam arsip"),
    ("{} more lines cannot be read", "{} baris lagi tidak dapat dibaca"),
    ('has the field "{}" twice', 'punya kolom "{}" dua kali'),
    ("is not JSON ({})", "bukan JSON ({})"),
    ("is {}, no object", "adalah {}, bukan objek"),
    ('has no field "{}"', 'tidak punya kolom "{}"'),
    ('its "{}" is {}, no text', 'kolom "{}" berisi {}, bukan teks'),
    ('its "{}" is empty', 'kolom "{}" kosong'),
    ("goes beyond {} ({}: at most {})", "melampaui {} ({}: paling banyak {})"),
    ("needs more memory than there is", "perlu memori lebih banyak daripada yang ada"),
    ("the process that checked it was ended ({})", "proses yang memeriksanya terhenti ({})"),
    ("attrib itself failed on it ({})", "attrib sendiri gagal memeriksanya ({})"),
    (
        "{}: its pattern was stopped after {} s, and what it did not reach is unchecked",
        "{}: polanya dihentikan setelah {} detik, dan yang belum dicapainya tidak diperiksa",
    ),
    (
        "{}: its version at {} cannot be read ({}): all its findings are new",
        "{}: versinya pada {} tidak dapat dibaca ({}): semua temuannya dianggap baru",
    ),
    (
        "{}: not written, because drafts could not be read",
        "{}: tidak ditulis, karena ada naskah yang tidak dapat dibaca",
    ),
)
NOTES: Final = tuple(
    (f"{{}} {english} {done}", f"{{}} {word} {indonesian}")
    for english, word, done, indonesian in (
        *(
            (what + end, word, "left out", "tidak dibaca")
            for what, word, plural in (
                ("comment", "komentar", "s"),
                ("footnote", "catatan kaki", "s"),
                ("text box", "kotak teks", "es"),
                ("hidden passage", "bagian tersembunyi", "s"),
                ("deleted passage", "bagian terhapus", "s"),
            )
            for end in ("", plural)
        ),
        ("tracked change", "perubahan terlacak", "read as if accepted", "dibaca seolah sudah diterima"),
        ("tracked changes", "perubahan terlacak", "read as if accepted", "dibaca seolah sudah diterima"),
    )
)
HINTS: Final = (
    ("check the spelling of the path", "periksa ejaan namanya"),
    ("name the drafts in it", "sebutkan naskah di dalamnya"),
    ("pipe its text in, with `-` as the path", "alirkan teksnya, dengan `-` sebagai nama"),
    ("try `{}`", "coba `{}`"),
    ("check that the draft was saved", "periksa apakah naskahnya sudah disimpan"),
    ("give it as text", "berikan sebagai teks"),
    ("give its text alone", "berikan teksnya saja"),
    ("save or copy the draft again", "simpan atau salin ulang naskahnya"),
    ("save or copy it again", "simpan atau salin ulang"),
    ("save it as text", "simpan sebagai teks"),
    ("save it again", "simpan ulang"),
    ("save it without one", "simpan tanpa kata sandi"),
    ("save it as {}, or name it by what it is", "simpan sebagai {}, atau beri akhiran yang sesuai"),
    ("name it by what it is", "beri akhiran yang sesuai"),
    ("open it and save it again", "buka lalu simpan ulang"),
    ("a .docx or .odt is known by its suffix (--stdin-filename)", "akhiran .docx atau .odt dikenal (--stdin-filename)"),
    ("name one of them, as in {}", "sebutkan satu di antaranya, seperti {}"),
    ("give its line, or say which --id-field holds ids", "sebutkan barisnya, atau kolom nomornya dengan --id-field"),
    ("see the first of them", "lihat yang pertama"),
    ("leave one of them", "sisakan satu"),
    ("leave such lines out", "hapus baris seperti itu"),
    ("one object a line is expected", "harus satu objek sebaris"),
    ("say which with --text-field: {}", "sebutkan kolomnya dengan --text-field: {}"),
    ("it has no field with text", "tidak ada kolom berisi teks"),
    ("{}, or raise the limit: {} in attrib.toml, or {}", "{}, atau naikkan batasnya: {} di attrib.toml, atau {}"),
    ("part it", "bagilah"),
    ("if memory ran out, part it, or try --jobs 1", "jika memori habis, bagilah, atau coba --jobs 1"),
    ("please report this, with ATTRIB_TRACEBACK=1", "mohon laporkan, dengan ATTRIB_TRACEBACK=1"),
    ("write it without a repeat inside a repeat", "tulislah tanpa pengulangan di dalam pengulangan"),
    ("write it as a .gitignore, in UTF-8", "tulislah seperti .gitignore, dalam UTF-8"),
)
WORDS: Final = (
    ("byte {} ({}) on line {}", "bita {} ({}) pada baris {}"),
    ("a list", "daftar"),
    ("an object", "objek"),
    ("a text", "teks"),
    ("a number", "angka"),
    ("a .docx", ".docx"),
    ("an .odt", ".odt"),
    ("an old Word document, or one locked by a password", "dokumen Word lama, atau yang terkunci kata sandi"),
    ("an RTF document", "dokumen RTF"),
    ("a PDF", "PDF"),
    ("a page of markup", "halaman bermarkah"),
    ("nothing in it", "tidak ada isinya"),
    ("nested too deep", "bersarang terlalu dalam"),
    ("{} at column {}", "{} pada kolom {}"),
    ("the size of a draft, or of a line of an archive", "ukuran naskah, atau sebaris arsip"),
    ("the size of a .docx or .odt, unpacked", "ukuran .docx atau .odt setelah dibuka"),
    ("lines or paragraphs of a draft", "baris atau paragraf dalam naskah"),
    ("quotation marks of a draft", "tanda kutip dalam naskah"),
    ("elements within each other in markup", "elemen bersarang dalam markah"),
)


def failure(failed: Failure, lang: str) -> Failure:
    """Return why a draft could not be checked, in a language."""
    return failed._replace(message=told(failed.message, lang))


def told(message: str, lang: str) -> str:
    """Return what is said of a draft in a language; what no one has a translation of stays as it is."""
    if lang == "en":
        return message
    parts = message.split(PARTED)
    for at in range(1, len(parts)):
        said, hint = (
            _turned(PARTED.join(part), table) for part, table in ((parts[:at], MESSAGES), (parts[at:], HINTS))
        )
        if said is not None and hint is not None:
            return PARTED.join((said, hint))
    return _turned(message, MESSAGES) or _noted(message) or message


def _noted(message: str) -> str | None:
    """Return what a reader notes of a draft, one thing or several (`path: 2 comments left out, …`)."""
    path, mark, said = message.rpartition(": ")
    notes = [_turned(part, NOTES) for part in said.split(", ")]
    return path + mark + ", ".join(filter(None, notes)) if all(notes) else None


def _turned(text: str, pairs: tuple[tuple[str, str], ...]) -> str | None:
    for pattern, (_, indonesian) in zip(_patterns(pairs), pairs, strict=True):
        if found := pattern.fullmatch(text):
            # What is in brackets may be a message itself.
            words = (_turned(part, WORDS) or _turned(part, HINTS) or told(part, "id") for part in found.groups())
            return indonesian.format(*words)
    return None


@cache
def _patterns(pairs: tuple[tuple[str, str], ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile("(.+?)".join(map(re.escape, english.split("{}"))), re.DOTALL) for english, _ in pairs)
