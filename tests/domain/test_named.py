"""What a text names: told however it is written, and nothing told that is none; of a path only the name at its end leaves the house."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aetui.desk.opening import link_line
from aetui.domain.named import last_name, named_in, pathless, sort_of
from aetui.domain.records import Link
from aetui.domain.text import for_client, made_of

NAMED = {
    "看 https://pan.example.com/s/1abc?pwd=x，里面有": "https://pan.example.com/s/1abc?pwd=x",
    "（http://a.cn/b）。": "http://a.cn/b",
    "see https://a.cn/x.": "https://a.cn/x",
    "https://zh.wikipedia.org/wiki/A_(b)": "https://zh.wikipedia.org/wiki/A_(b)",
    "www.meilin.cn/a": "www.meilin.cn/a",
    "写信 mailto:a@b.cn": "mailto:a@b.cn",
    "D:\\客户 资料\\梅林\\brief v2.docx 请看": "D:\\客户 资料\\梅林\\brief v2.docx",
    "D:/a/b.xlsx": "D:/a/b.xlsx",
    "在D:\\梅林\\春节，明天交": "D:\\梅林\\春节",
    "\\\\nas\\共享\\梅林 春节\\定稿.pdf": "\\\\nas\\共享\\梅林 春节\\定稿.pdf",
    "//nas/共享/a.psd": "//nas/共享/a.psd",
    "放在 /srv/客户/梅林/稿.psd。": "/srv/客户/梅林/稿.psd",
    "路径：/Users/liwen/Desktop/稿 件.key，看": "/Users/liwen/Desktop/稿 件.key",
    '见 "/home/li wen/x y" 里': "/home/li wen/x y",
    "见“C:\\Program Files\\稿”里": "C:\\Program Files\\稿",
    "~/稿件/a.ai": "~/稿件/a.ai",
    "./out/海报.png": "./out/海报.png",
    "file:///home/x/a.pdf": "file:///home/x/a.pdf",
}
NONE = [
    "1/2版面，A/B 测试 3/12/2026", "他/她 和/或 8:30/9:30", "/周五 上午", "a@b.cn 021-55/66", "C#/d 9.5/10", "16:9/4:3", "D:", "比例 1:100",
    "12/1 下午", "公里/小时", "会议：下午", "http:", "字号12点/行距14点", "¥3/张", "and/or", "km/h", "2026/11/30", "javascript:alert(1)", "// 注", "\\",
]  # fmt: skip


@pytest.mark.parametrize("text", NAMED)
def test_what_is_named(text: str) -> None:
    (found,) = named_in(text)
    assert found.target == NAMED[text]
    assert found.target in text[found.start : found.end]
    assert sort_of(found.target) == found.sort


@pytest.mark.parametrize("text", NONE)
def test_what_names_nothing(text: str) -> None:
    assert named_in(text) == []
    assert pathless(text) == text


def test_several_in_one_line() -> None:
    text = "D:\\甲\\a b.doc 和 D:\\乙\\c.doc、https://a.cn/x 和 /srv/丙/d"
    assert [one.target for one in named_in(text)] == ["D:\\甲\\a b.doc", "D:\\乙\\c.doc", "https://a.cn/x", "/srv/丙/d"]
    assert pathless(text) == "a b.doc 和 c.doc、https://a.cn/x 和 d"


PARTS = st.lists(
    st.text("abcXYZ稿件客户梅林01 ", min_size=1, max_size=6).map(str.strip).filter(bool), min_size=2, max_size=5
)
ROOTS = st.sampled_from(["D:\\", "\\\\nas\\共享\\", "/srv/", "~/", "C:/"])


@given(ROOTS, PARTS, st.sampled_from(["", "看", "放在 ", "见（"]), st.sampled_from(["", "，明天", " 里", "）"]))
def test_no_path_of_the_house_leaves_it(root: str, parts: list[str], before: str, after: str) -> None:
    """Law 5: whatever stands around it; quoted, or with an ending, its spaces belong to it."""
    sign = "/" if "/" in root else "\\"
    for path in (root + sign.join(parts) + ".docx", f'"{root}{sign.join(parts)}"'):
        if path.startswith('"') or " " not in path or after in ("", " 里", "，明天", "）"):
            out = for_client(f"{before} {path}{after}")
            assert root not in out
            assert sign not in out
            assert last_name(path.strip('"')) in out


def test_in_the_house_it_stays() -> None:
    assert made_of("改 D:\\梅林\\a.doc # 急") == "改 D:\\梅林\\a.doc"
    assert for_client("改 D:\\梅林\\a.doc # 急") == "改 a.doc"


@given(
    st.sampled_from(list(NAMED.values())) | st.builds(lambda r, p: r + "/".join(p), ROOTS, PARTS),
    st.none() | st.text("客户 brief定稿ab", min_size=1, max_size=8).map(str.strip).filter(bool),
)
def test_a_link_is_written_as_it_is_read(target: str, name: str | None) -> None:
    read = link_line.read(link_line.write(Link(id="x", target=target, name=name)))
    assert link_line.read(link_line.write(read)) == read
    assert read.target


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "smb://x/y", "ssh://x", "data:text/html,x", "vbscript:x", "ftp://x"]
)
def test_other_kinds_of_addresses(target: str) -> None:
    assert sort_of(target) is None
