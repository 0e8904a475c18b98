//! Standard texts (常用语): sentences for a category of demands and an occasion in
//! the letter, in a table that a spreadsheet opens.

use super::file::{At, TEXTS_FILE, TemplateError};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandardText {
    /// code of a category, or the beginning of one; None: every category
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    pub occasion: Occasion,
    /// what a clerk looks for it by
    pub title: String,
    pub text: String,
}

/// Where in a letter a text belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "TextOccasion"))]
pub enum Occasion {
    /// 核查
    Visit,
    /// 处理
    Handling,
    /// 后续安排
    Next,
    /// 不予受理
    Rejection,
    /// 延期理由
    Extension,
    /// 安抚
    Comfort,
}

impl Occasion {
    pub const ALL: [(Occasion, &'static str); 6] = [
        (Occasion::Visit, "核查"),
        (Occasion::Handling, "处理"),
        (Occasion::Next, "后续安排"),
        (Occasion::Rejection, "不予受理"),
        (Occasion::Extension, "延期理由"),
        (Occasion::Comfort, "安抚"),
    ];

    pub fn name(self) -> &'static str {
        Self::ALL[self as usize].1
    }

    fn parse(name: &str) -> Option<Self> {
        let found = Self::ALL.into_iter().find(|(_, known)| *known == name);
        found.map(|(occasion, _)| occasion)
    }
}

impl StandardText {
    /// Is it about demands of this category rather than of any?
    pub fn is_of(&self, category: &str) -> bool {
        let own = self.category.as_deref();
        own.is_some_and(|own| category.starts_with(own))
    }

    /// For every category, or this one.
    pub fn fits(&self, category: &str) -> bool {
        self.category.is_none() || self.is_of(category)
    }
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Row {
    category: String,
    occasion: String,
    title: String,
    text: String,
}

/// Texts with the lines they stand on.
pub(super) fn read(csv: &str) -> Result<Vec<(u64, StandardText)>, TemplateError> {
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_reader(csv.as_bytes());
    let unreadable = |error: csv::Error| {
        TemplateError::new(
            TEXTS_FILE,
            At::Line(error.position().map_or(1, csv::Position::line)),
            error.to_string(),
            "keep the four columns category,occasion,title,text; text with a comma in it stands in double quotes",
        )
    };
    let headers = reader.headers().map_err(unreadable)?.clone();
    let mut texts = Vec::new();
    for record in reader.records() {
        let record = record.map_err(unreadable)?;
        let line = record.position().map_or(1, csv::Position::line);
        let row: Row = record.deserialize(Some(&headers)).map_err(unreadable)?;
        texts.push((line, text(row, line)?));
    }
    Ok(texts)
}

fn text(row: Row, line: u64) -> Result<StandardText, TemplateError> {
    let wrong = |problem: String, advice: &str| {
        TemplateError::new(TEXTS_FILE, At::Line(line), problem, advice)
    };
    let occasion = Occasion::parse(&row.occasion).ok_or_else(|| {
        let names = Occasion::ALL.map(|(_, name)| name).join("、");
        wrong(
            format!("there is no occasion “{}”", row.occasion),
            &format!("write one of {names}"),
        )
    })?;
    for (column, value) in [
        ("category", &row.category),
        ("title", &row.title),
        ("text", &row.text),
    ] {
        if value.is_empty() {
            let advice = match column {
                "category" => "write a category code, or * for every category",
                _ => "write it, or delete the line",
            };
            return Err(wrong(format!("{column} is empty"), advice));
        }
    }
    Ok(StandardText {
        category: Some(row.category).filter(|category| category != "*"),
        occasion,
        title: row.title,
        text: row.text,
    })
}

pub(super) fn write(texts: &[StandardText]) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for text in texts {
        writer.serialize(Row {
            category: text.category.clone().unwrap_or_else(|| "*".into()),
            occasion: text.occasion.name().into(),
            title: text.title.clone(),
            text: text.text.clone(),
        })?;
    }
    let bytes = writer
        .into_inner()
        .map_err(|error| csv::Error::from(error.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
