//! What is wrong with a file before any letter is written from it: blanks that
//! nothing fills, parts the law asks for that are missing, wording that our own
//! check of letters would not let pass.

use super::file::{At, TEXTS_FILE, TemplateError};
use super::fill::{Piece, pieces};
use super::{Facts, Occasion, Part, Placeholder, StandardText, Template};
use crate::letter::{LetterContent, LetterKind, Paragraph};
use crate::lint::{self, Code, Element, Finding, Known, Policy, Severity};
use chrono::NaiveDate;

/// The examples of the placeholders are of this time.
const EXAMPLE_DAY: NaiveDate = match NaiveDate::from_ymd_opt(2026, 11, 23) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

/// `lines`: where each part begins.
pub(super) fn template(
    file: &str,
    template: &Template,
    lines: &[u64],
) -> Result<(), TemplateError> {
    let whole =
        |problem: String, advice: &str| TemplateError::new(file, At::Whole, problem, advice);
    if template.parts.is_empty() {
        return Err(whole(
            "it has no part".into(),
            "write at least one [[part]]",
        ));
    }
    let beside = [Some(&template.title), template.addressee.as_ref()];
    for text in beside.into_iter().flatten().chain(&template.attachments) {
        wording(text).map_err(|(problem, advice)| whole(problem, advice))?;
    }
    for (n, (part, line)) in template.parts.iter().zip(lines).enumerate() {
        let before = &template.parts[..n];
        self::part(part, before).map_err(|(problem, advice)| {
            TemplateError::new(file, At::Part(n + 1, *line), problem, advice)
        })?;
    }
    law(template).map_err(|(problem, advice)| whole(problem, &advice))?;
    reads_well(template).map_err(|(n, problem, advice)| match lines.get(n) {
        Some(line) => TemplateError::new(file, At::Part(n + 1, *line), problem, &advice),
        None => whole(problem, &advice),
    })
}

type Wrong = (String, &'static str);

fn part(part: &Part, before: &[Part]) -> Result<(), Wrong> {
    for (key, value) in [("says", &part.says), ("text", &part.text)] {
        if value.trim().is_empty() {
            return Err((format!("{key} is empty"), "write it, or delete the part"));
        }
    }
    wording(&part.text)?;
    match &part.heading {
        Some(heading) if heading.trim().is_empty() || heading.contains(['{', '【']) => {
            return Err((
                format!("heading “{heading}”"),
                "a heading is printed as it stands; write words, or delete the key",
            ));
        }
        None if part.elements.is_empty() => {
            return Err((
                "it has neither heading nor elements".into(),
                "give it one of them: by it the part is found in a letter",
            ));
        }
        Some(_) | None => {}
    }
    if before
        .iter()
        .any(|one| one.heading.is_some() && one.heading == part.heading)
    {
        return Err((
            "a part before it has the same heading".into(),
            "make one part of them, or change a heading",
        ));
    }
    let twice = part
        .elements
        .iter()
        .find(|element| before.iter().any(|one| one.elements.contains(element)));
    match twice {
        Some(element) => Err((
            format!("a part before it says {} already", element.as_str()),
            "leave the element to one of them",
        )),
        None => Ok(()),
    }
}

fn wording(text: &str) -> Result<(), Wrong> {
    if text.trim().is_empty() {
        return Err((
            "there is empty wording".into(),
            "write it, or delete the key",
        ));
    }
    for piece in pieces(text) {
        match piece {
            Piece::Blank(name) if Placeholder::parse(name).is_none() => {
                return Err((
                    format!("there is no placeholder {{{name}}}"),
                    "README.md lists them; what a person must write stands in 【】",
                ));
            }
            Piece::Words(words) if words.contains(['{', '}']) => {
                return Err((
                    "a brace stands alone".into(),
                    "a placeholder is a name between { and }",
                ));
            }
            Piece::Words(words) if words.contains("【】") => {
                return Err((
                    "【】 is empty".into(),
                    "say between them what is to be written there",
                ));
            }
            Piece::Blank(_) | Piece::Words(_) => {}
        }
    }
    Ok(())
}

/// What the policy never lets a letter of this kind leave out must have its part:
/// 信访工作条例 Art. 23, 32, 34, 35.
fn law(template: &Template) -> Result<(), (String, String)> {
    let kind = template.kind;
    let must = Policy::embedded()
        .elements(kind)
        .filter(|(_, severity)| *severity == Severity::MustFix);
    for (element, _) in must {
        let mut parts = template.parts.iter();
        if parts.any(|part| part.elements.contains(&element)) {
            continue;
        }
        let what = match element {
            Element::Remedy => {
                "no part says the remedy (复查: within how many days, at whom)".into()
            }
            Element::ReferTo => "no part says the remedy (which body to turn to instead)".into(),
            other => format!("no part says {}", other.as_str()),
        };
        let advice = format!(
            "a {} must; write a [[part]] with elements = [\"{}\"]",
            kind.name(),
            element.as_str()
        );
        return Err((what, advice));
    }
    Ok(())
}

/// The wording with every blank filled says what its parts claim, and hides nothing.
fn reads_well(template: &Template) -> Result<(), (usize, String, String)> {
    let content = template.start(&Facts::example());
    for (n, part) in template.parts.iter().enumerate() {
        if has_mark(&part.text) {
            continue;
        }
        let unsaid = lint::said(&part.elements, &content, EXAMPLE_DAY)
            .into_iter()
            .find(|said| said.place.is_none());
        if let Some(said) = unsaid {
            return Err((
                n,
                format!("the wording does not say {}", said.element.as_str()),
                "say it, or leave it to the clerk in 【】".into(),
            ));
        }
    }
    match faults(template.kind, &content).into_iter().next() {
        None => Ok(()),
        Some(finding) => {
            let n = match finding.place.part {
                lint::Part::Body => of_paragraph(template, finding.place.paragraph as usize),
                _ => template.parts.len(),
            };
            Err((n, in_words(&finding), ADVICE.into()))
        }
    }
}

const ADVICE: &str = "a letter with it would not be signed; name the date, the body or the person";

/// The part that this paragraph of its beginning is in.
fn of_paragraph(template: &Template, paragraph: usize) -> usize {
    let mut end = 0;
    let ends = template.parts.iter().map(|part| {
        let lines = part.text.lines().filter(|line| !line.trim().is_empty());
        end += usize::from(part.heading.is_some()) + lines.count();
        end
    });
    ends.take_while(|end| *end <= paragraph).count()
}

/// A text stands anywhere in a letter, so it says by itself who looked and by when
/// it is done, or leaves that to the clerk.
pub(super) fn texts(texts: &[(u64, StandardText)]) -> Result<(), TemplateError> {
    for (n, (line, text)) in texts.iter().enumerate() {
        let wrong = |problem: String, advice: &str| {
            TemplateError::new(TEXTS_FILE, At::Line(*line), problem, advice)
        };
        wording(&text.text).map_err(|(problem, advice)| wrong(problem, advice))?;
        let same = |other: &StandardText| {
            other.category == text.category
                && other.occasion == text.occasion
                && other.title == text.title
        };
        if let Some((first, _)) = texts[..n].iter().find(|(_, other)| same(other)) {
            return Err(wrong(
                format!("the text of line {first} has the same category, occasion and title"),
                "give it another title, or delete one of them",
            ));
        }
        let content = letter_of(text.filled(&Facts::example()));
        let kind = text.occasion.letter_kind();
        if let Some(finding) = faults(kind, &content).into_iter().next() {
            return Err(wrong(in_words(&finding), ADVICE));
        }
        if has_mark(&text.text) {
            continue;
        }
        let said = lint::said(text.occasion.says(), &content, EXAMPLE_DAY);
        if let Some(unsaid) = said.iter().find(|said| said.place.is_none()) {
            return Err(wrong(
                format!("it does not say {}", unsaid.element.as_str()),
                "say it, or leave it to the clerk in 【】",
            ));
        }
    }
    Ok(())
}

impl Occasion {
    /// What a text for it has to say by itself.
    fn says(self) -> &'static [Element] {
        match self {
            Occasion::Visit => &[Element::Who],
            Occasion::Handling => &[Element::When],
            Occasion::Extension | Occasion::Next | Occasion::Rejection | Occasion::Comfort => &[],
        }
    }

    /// The kind of letter whose policy it is read by.
    fn letter_kind(self) -> LetterKind {
        match self {
            Occasion::Rejection => LetterKind::Rejection,
            Occasion::Extension => LetterKind::Extension,
            Occasion::Visit | Occasion::Handling | Occasion::Next | Occasion::Comfort => {
                LetterKind::Reply
            }
        }
    }
}

fn letter_of(text: String) -> LetterContent {
    LetterContent {
        title: String::new(),
        addressee: None,
        body: vec![Paragraph {
            text,
            ..Paragraph::default()
        }],
        attachments: Vec::new(),
        note: None,
        copy_to: Vec::new(),
        annex: Vec::new(),
    }
}

/// What the check of letters finds, but for the blanks that stand there on purpose.
fn faults(kind: LetterKind, content: &LetterContent) -> Vec<Finding> {
    let known = Known {
        today: EXAMPLE_DAY,
        citizen_name: "王小明",
        citizen_phone: "",
        citizen_address: "",
        office_phones: &["0574-87654321"],
    };
    let mut found = lint::check(kind, content, &known, Policy::embedded()).findings;
    found.retain(|finding| finding.code != Code::Unfilled);
    found
}

fn in_words(finding: &Finding) -> String {
    format!("“{}” ({})", finding.text, finding.code.as_str())
}

fn has_mark(text: &str) -> bool {
    text.contains('【')
}
