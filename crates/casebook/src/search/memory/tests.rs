use super::*;
use crate::search::words::normal;

/// What LIKE would find on the normalised texts.
fn like(texts: &[String], typed: &str) -> Vec<u64> {
    let terms: Vec<String> = normal(typed)
        .collect::<String>()
        .split_whitespace()
        .map(str::to_owned)
        .collect();
    let found = texts.iter().enumerate().filter(|(_, text)| {
        let text: String = normal(text).collect();
        !terms.is_empty() && terms.iter().all(|term| text.contains(term.as_str()))
    });
    found.map(|(row, _)| row as u64).collect()
}

fn found(index: &Index, typed: &str) -> Vec<u64> {
    let mut rows = index.search(typed, None).unwrap().rows;
    rows.sort_unstable();
    rows
}

/// Sentences from few pieces, so that near misses are many; always the same.
fn generated(count: usize) -> Vec<String> {
    const PIECES: [&str; 24] = [
        "居民",
        "委员会",
        "村（居）民",
        "物业",
        "物业费",
        "白鹤新村",
        "犬只",
        "扰民",
        "，",
        "。",
        "\n",
        " ",
        "C#",
        "A座",
        "ａ座",
        "3号楼",
        "3",
        "号",
        "楼",
        "“投诉”",
        "-",
        "*",
        "NEAR(",
        "电梯",
    ];
    let mut state: u64 = 7;
    let mut draw = |n: usize| {
        state = state
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        (state >> 33) as usize % n
    };
    (0..count)
        .map(|_| {
            (0..3 + draw(12))
                .map(|_| PIECES[draw(PIECES.len())])
                .collect()
        })
        .collect()
}

#[test]
fn every_search_finds_exactly_what_like_finds() {
    let texts = generated(2_000);
    let index = Index::build(&texts).unwrap();
    let queries = [
        "居",
        "居民",
        "居民委员会",
        "民委",
        "物业费",
        "物业 电梯",
        "白鹤新村犬只",
        "3号楼",
        "号楼",
        "3号",
        "a座",
        "A座",
        "座",
        "（居）",
        "(居)",
        "，",
        "。物业",
        "费，",
        "c#",
        "-",
        "*",
        "near(",
        "“投诉”",
        "楼 扰民 3",
        "业物",
    ];
    for query in queries {
        let expected = like(&texts, query);
        assert_eq!(found(&index, query), expected, "{query}");
        assert_eq!(
            index.search(query, Some(1)).unwrap().total,
            expected.len() as u64
        );
    }
    for text in texts.iter().step_by(37) {
        for length in 1..5 {
            let term: String = text.chars().skip(2).take(length).collect();
            assert_eq!(found(&index, &term), like(&texts, &term), "{term:?}");
        }
    }
}

#[test]
fn marks_tell_apart_what_only_looks_alike() {
    let index = Index::build(["村（居）民委员会", "居民委员会"]).unwrap();
    assert_eq!(found(&index, "居民委员会"), [1]);
    assert_eq!(found(&index, "（居）民"), [0]);
}

#[test]
fn a_term_does_not_span_a_line_break_or_a_space() {
    let index = Index::build(["物业\n服务", "物业 服务", "物业服务"]).unwrap();
    assert_eq!(found(&index, "物业服务"), [2]);
    assert_eq!(found(&index, "物业 服务"), [0, 1, 2]);
}

#[test]
fn nothing_that_is_typed_is_an_error() {
    let texts = [
        "物业'",
        "C#和\"引号\"",
        "a AND b",
        "-物业",
        "col:x",
        "物业(",
        "*",
        "\u{E027}",
    ];
    let index = Index::build(texts).unwrap();
    let odd = [
        "物业'",
        "a AND",
        "NEAR(",
        "-物业",
        "\"",
        "*",
        "C#",
        "物业(",
        "col:x",
        "{text} : x",
        "\"\"",
        "^物",
        "物+业",
        "\\",
        "'; DROP TABLE search; --",
        "\0",
        "a\0b",
        "%",
        "_",
        "（",
        "\u{E027}",
        "\u{FDD0}",
        "👩‍👩‍👧",
        "OR",
        "AND NOT",
    ];
    for query in odd {
        let hits = index.search(query, None).unwrap();
        assert_eq!(hits.rows.len() as u64, hits.total, "{query:?}");
        let mut rows = hits.rows;
        rows.sort_unstable();
        if query != "\0" {
            let texts = texts.map(str::to_owned);
            assert_eq!(rows, like(&texts, query), "{query:?}");
        }
    }
}

#[test]
fn nothing_searchable_finds_nothing() {
    let index = Index::build(["物业", ""]).unwrap();
    for query in ["", "   ", "\u{3000}\t", "\n"] {
        assert_eq!(index.search(query, None).unwrap(), Hits::default());
    }
}

#[test]
fn the_text_that_speaks_most_of_it_comes_first() {
    let index = Index::build(["电梯停运，物业没有人来看过，已经三天", "物业物业"]).unwrap();
    assert_eq!(index.search("物业", None).unwrap().rows, [1, 0]);
}
