//! Every kind of block is laid out, nothing that people write is an instruction, and no letter breaks it.

#![expect(non_snake_case, reason = "tests name the requirement they prove")]

use domain::takeaway::{FORMAT, Owner, Part, Signed};

use super::*;

fn book(blocks: Vec<Block>) -> Book {
    let part = Part { title: "First meeting".to_owned(), about: "Preceptorship".to_owned(), blocks };
    let section =
        |title: &str, parts| Section { key: "meetings".to_owned(), title: title.to_owned(), parts, data: Value::Null };
    Book {
        format: FORMAT,
        owner: Owner {
            name: "Amara Okafor".to_owned(),
            registrations: vec!["PH123456, HCPC".to_owned()],
            addresses: Vec::new(),
        },
        made_at: "2026-11-02T09:00:00Z".parse().unwrap(),
        made_by: "Alongside".to_owned(),
        made_at_address: "https://alongside.example".to_owned(),
        sections: vec![section("Meetings", vec![part]), section("Learning", Vec::new())],
    }
}

fn everything() -> Vec<Block> {
    vec![
        Block::Text { text: "A line.\n\nAnother.".to_owned() },
        Block::Facts { rows: vec![("Programme".to_owned(), "Preceptorship".to_owned())] },
        Block::Answer { question: "What would you like to gain?".to_owned(), answer: String::new() },
        Block::Answer {
            question: "And then?".to_owned(), answer: "Cardiff: ŵ ŷ. Łódź, Nguyễn, ọ.".to_owned()
        },
        Block::Table {
            caption: "Hours".to_owned(),
            head: vec!["Month".to_owned(), "Taken".to_owned()],
            rows: vec![vec!["November 2026".to_owned(), "3 hours".to_owned()]],
        },
        Block::Timeline {
            stones: vec![Stone {
                on: jiff::civil::date(2026, 11, 6),
                what: "First meeting".to_owned(),
                state: "met".to_owned(),
                done: true,
            }],
        },
        Block::Signatures {
            signatures: vec![Signed {
                name: "Amara Okafor".to_owned(),
                part: "preceptee".to_owned(),
                meaning: "This is what we said.".to_owned(),
                signed_at: "2026-11-02T09:00:00Z".parse().unwrap(),
                hash: domain::takeaway::sha256(b"text"),
            }],
        },
    ]
}

#[test]
fn req_G3_every_kind_of_block_is_laid_out_as_a_tagged_pdf() {
    let pdf = pdf(&book(everything())).unwrap();
    assert!(pdf.starts_with(b"%PDF-1."));
    let holds = |part: &[u8]| pdf.windows(part.len()).any(|window| window == part);
    assert!(holds(b"pdfuaid"), "says that it is PDF/UA");
    assert!(holds(b"/MarkInfo") && holds(b"/StructTreeRoot"), "is tagged");
}

#[test]
fn req_G3_what_people_write_is_never_an_instruction_and_no_letter_breaks_it() {
    let odd = [
        "#let x = 1",
        "#panic(\"no\")",
        "$ a^2 $",
        "*b* _i_ `c` <label> @ref",
        "\\ \u{0} \u{7} \u{202e}",
        "= Heading\n- list",
        "🎉 👩🏽‍⚕️ 漢字 עברית العربية ไทย",
        "\u{1f468}\u{200d}\u{1f469}",
        "#include \"/etc/passwd\"",
        "]",
        "[[[",
        "//",
        "/*",
    ];
    for text in odd {
        let own = |text: &str| text.to_owned();
        let blocks = vec![
            Block::Text { text: own(text) },
            Block::Facts { rows: vec![(own(text), own(text))] },
            Block::Answer { question: own(text), answer: own(text) },
            Block::Table { caption: own(text), head: vec![own(text)], rows: vec![vec![own(text)]] },
        ];
        let mut book = book(blocks);
        book.owner.name = text.to_owned();
        pdf(&book).unwrap_or_else(|problem| panic!("{text:?}: {problem}"));
    }
}

#[test]
fn req_G3_the_same_book_gives_the_same_bytes() {
    let book = book(everything());
    assert_eq!(pdf(&book).unwrap(), pdf(&book).unwrap());
}

#[test]
fn letters_that_the_font_lacks_become_boxes() {
    assert_eq!(shown("Zoë ŵ 漢 👍🏽"), "Zoë ŵ □ □□");
}
