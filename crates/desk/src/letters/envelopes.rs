//! Envelopes for signed letters. The full name and address of a citizen are shown
//! by it, so each case logs it as 显示 does, before anything is made.

use super::print::{left, write};
use crate::Desk;
use crate::acts::confirm;
use crate::error::{Reply, error};
use crate::open::Open;
use crate::view::{
    CommandError, EnvelopeOptions, EnvelopeSize, LeftOut, LetterAt, PrintFile, PrintedLetter,
};
use casebook::Intent;
use casework::letter::{Letter, LetterKind};
use casework::{Action, CaseId};
use letter::FontSet;
use letter::envelope::{Envelope, Party, Postcode, Size, Stock, place, render_pdf};
use serde_json::json;
use std::path::PathBuf;

impl Desk {
    pub async fn print_envelopes(
        &self,
        letters: Vec<LetterAt>,
        options: EnvelopeOptions,
    ) -> Reply<PrintFile> {
        let path = self.new_file("信封", letters.len());
        self.print_envelopes_to(path, letters, options).await
    }

    /// One page a letter. Who cannot be written to is left out and named.
    pub async fn print_envelopes_to(
        &self,
        path: PathBuf,
        letters: Vec<LetterAt>,
        options: EnvelopeOptions,
    ) -> Reply<PrintFile> {
        let cases: Vec<CaseId> = letters.iter().map(|at| at.case).collect();
        let file = path.clone();
        let mut named = Vec::new();
        for at in letters {
            named.push((at, self.name_of(at).await));
        }
        let made = self
            .with_fonts(move |open, fonts| {
                let made = make(open, fonts?, named, &options)?;
                if let Some(bytes) = &made.bytes {
                    write(&file, bytes)?;
                }
                Ok(made)
            })
            .await?;
        self.changed(cases).await;
        Ok(PrintFile {
            path: match made.bytes {
                Some(_) => path.to_string_lossy().into_owned(),
                None => String::new(),
            },
            pages: made.letters.len() as u32,
            stopped: false,
            letters: made.letters,
            left_out: made.left_out,
        })
    }
}

struct Made {
    bytes: Option<Vec<u8>>,
    letters: Vec<PrintedLetter>,
    left_out: Vec<LeftOut>,
}

fn make(
    open: &Open,
    fonts: &FontSet,
    letters: Vec<(LetterAt, String)>,
    options: &EnvelopeOptions,
) -> Reply<Made> {
    let sender_postcode = postcode(&options.sender_postcode)?;
    let stock = Stock {
        size: match options.size {
            EnvelopeSize::Dl => Size::Dl,
            EnvelopeSize::C5 => Size::C5,
        },
        frames: options.frames,
        first_frame: options.first_frame,
    };
    let (mut envelopes, mut printed, mut left_out) = (Vec::new(), Vec::new(), Vec::new());
    for (at, name) in letters {
        let made = envelope(open, at, options, sender_postcode).and_then(|envelope| {
            place(&envelope, &stock, fonts).map_err(cannot)?;
            shown(open, at.case)?;
            Ok(envelope)
        });
        match made {
            Ok(envelope) => {
                envelopes.push(envelope);
                printed.push(PrintedLetter {
                    case: at.case,
                    letter: at.letter,
                    number: name,
                    first_page: envelopes.len() as u32,
                });
            }
            Err(reason) => left_out.push(left(at, name, reason)),
        }
    }
    let date = open.now().date().to_string();
    let bytes = match envelopes.is_empty() {
        true => None,
        false => Some(render_pdf(&envelopes, &stock, &date, fonts)?),
    };
    Ok(Made {
        bytes,
        letters: printed,
        left_out,
    })
}

fn cannot(problem: letter::Error) -> CommandError {
    match problem {
        letter::Error::TooLong { chars, most, .. } => error(
            "envelope.too_long",
            "the address or a name is too long for the envelope",
            json!({ "length": chars, "limit": most }),
        ),
        other => other.into(),
    }
}

/// Logged, or not printed.
fn shown(open: &Open, case: CaseId) -> Reply<()> {
    let logged = confirm(
        open,
        vec![Intent::new(case, Action::ShowCitizen, open.now())],
    )?;
    match logged.refused.into_iter().next() {
        Some(refused) => Err(refused.reason),
        None => Ok(()),
    }
}

fn envelope(
    open: &Open,
    at: LetterAt,
    options: &EnvelopeOptions,
    sender_postcode: Option<Postcode>,
) -> Reply<Envelope> {
    let view = open.book.case(at.case)?;
    let letter = super::known(&view, at.letter)?;
    goes_to_citizen(letter)?;
    let citizen = &view.case.registration.citizen;
    let postal = citizen
        .postal
        .as_ref()
        .filter(|postal| !postal.address.trim().is_empty());
    let postal = postal.ok_or_else(|| {
        error(
            "envelope.no_address",
            "the case has no postal address of the citizen",
            json!({ "number": view.row.summary.number }),
        )
    })?;
    let office = super::issuing_office(open, at.case)?;
    Ok(Envelope {
        to: Party {
            name: format!("{}　收", citizen.name),
            address: postal.address.clone(),
            // The frames stay empty for one that is not known.
            postcode: Postcode::parse(&postal.postcode),
        },
        from: Party {
            name: office.legal_name,
            address: options.sender_address.clone(),
            postcode: sender_postcode,
        },
    })
}

fn goes_to_citizen(letter: &Letter) -> Reply<()> {
    let facts = json!({ "letter": letter.id });
    if !letter.in_force() {
        return Err(error(
            "letter.not_signed",
            "only a signed letter is sent",
            facts,
        ));
    }
    match letter.kind {
        LetterKind::OfficialReply | LetterKind::Transfer | LetterKind::Minutes => Err(error(
            "envelope.to_an_office",
            "this letter goes to an office, whose address is not known here",
            facts,
        )),
        _ => Ok(()),
    }
}

fn postcode(text: &str) -> Result<Option<Postcode>, CommandError> {
    match (text.trim().is_empty(), Postcode::parse(text)) {
        (true, _) => Ok(None),
        (false, Some(code)) => Ok(Some(code)),
        (false, None) => Err(error(
            "envelope.bad_postcode",
            "a postcode has six digits",
            json!({ "postcode": text }),
        )),
    }
}
