//! One record as what the dispatch centre would register.

use super::records::Record;
use crate::command::centre;
use crate::error::{Error, Result};
use crate::store::directory::find_office;
use crate::work::Work;
use casework::action::{Channel, Citizen, Place, PostalAddress};
use casework::rules::Matter;
use casework::{Moment, OfficeId, Refusal, Registration, register};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use protocol::directory::{Directory, Office};

pub(super) struct Incoming {
    pub registration: Registration,
    pub office: Option<OfficeId>,
}

const KNOWN: [&str; 13] = [
    "title",
    "body",
    "category",
    "channel",
    "citizen_name",
    "citizen_phone",
    "address",
    "lat",
    "lng",
    "submitted_at",
    "office",
    "citizen_address",
    "citizen_postcode",
];
const REQUIRED: [&str; 3] = ["title", "body", "submitted_at"];
/// Bytes of a name, a phone, an address, a category.
const SHORT: usize = 600;

/// Where each column stands.
pub(super) struct Columns {
    places: Vec<Option<usize>>,
    count: usize,
}

impl Columns {
    pub fn of(header: &Record) -> Result<Self> {
        let names: Vec<String> = header
            .fields
            .iter()
            .map(|name| name.trim().to_lowercase())
            .collect();
        let place = |wanted: &&str| names.iter().position(|name| name == wanted);
        if let Some(missing) = REQUIRED.iter().find(|name| place(name).is_none()) {
            return Err(Error::told(
                "import.no_column",
                format!(
                    "the first line has no column {missing}; the columns are {}",
                    KNOWN.join(",")
                ),
            ));
        }
        Ok(Self {
            places: KNOWN.iter().map(place).collect(),
            count: names.len(),
        })
    }

    /// The problem is told with its line and column.
    pub fn read(&self, record: &Record, work: &Work) -> Result<Incoming, String> {
        if record.fields.len() != self.count {
            let what = format!(
                "{} columns, the first line has {}",
                record.fields.len(),
                self.count
            );
            return Err(record.problem(None, &what));
        }
        let field = |name: &str| -> &str {
            let place = KNOWN.iter().position(|known| *known == name);
            let place = place.and_then(|place| self.places[place]);
            place.map_or("", |place| record.fields[place].trim())
        };
        let bad = |column: &str, what: &str| record.problem(Some(column), what);
        for name in KNOWN {
            if field(name).contains('\0') {
                return Err(bad(name, "it holds a NUL character"));
            }
            if !["title", "body"].contains(&name) && field(name).len() > SHORT {
                return Err(bad(name, "it is too long"));
            }
        }
        let submitted_at = moment(field("submitted_at")).ok_or_else(|| {
            let what = "no date and time; write 2019/2/28 11:25:05 or 2019-02-28T11:25:05+08:00";
            bad("submitted_at", what)
        })?;
        if submitted_at > work.now {
            return Err(bad("submitted_at", "it lies in the future"));
        }
        let channel = channel(field("channel")).ok_or_else(|| {
            bad("channel", "no channel; portal, hotline, wechat, weibo, forum, sms, visit, letter, interview or transfer")
        })?;
        let directory = &work.book.directory;
        let office = match field("office") {
            "" => None,
            wanted => Some(
                find_office(directory, wanted)
                    .map_err(|error| bad("office", &error.to_string()))?,
            ),
        };
        let (lat, lng) =
            position(field("lat"), field("lng")).map_err(|(column, what)| bad(column, what))?;
        let registration = Registration {
            number: String::new(),
            title: field("title").to_owned(),
            body: field("body").to_owned(),
            matter: Matter::default(),
            category: category(directory, field("category")),
            channel,
            origin: None,
            citizen: Citizen {
                name: field("citizen_name").to_owned(),
                phone: field("citizen_phone").to_owned(),
                postal: postal(field("citizen_address"), field("citizen_postcode"))
                    .ok_or_else(|| bad("citizen_postcode", "a postcode has six digits"))?,
            },
            community: community(directory, office, field("address")),
            place: Place {
                address: field("address").to_owned(),
                lat,
                lng,
            },
            submitted_at,
        };
        // The rulebook has the last word on titles and texts.
        register(registration.clone(), &centre(), &work.context(None, None))
            .map_err(|refusal| bad(column_of(&refusal), &refusal.message))?;
        Ok(Incoming {
            registration,
            office: office.map(|office| office.id.clone()),
        })
    }
}

/// None: not six digits. An address may come without its postcode.
fn postal(address: &str, postcode: &str) -> Option<Option<PostalAddress>> {
    let six = postcode.len() == 6 && postcode.bytes().all(|byte| byte.is_ascii_digit());
    (postcode.is_empty() || six).then(|| {
        (!address.is_empty()).then(|| PostalAddress {
            address: address.to_owned(),
            postcode: postcode.to_owned(),
        })
    })
}

fn column_of(refusal: &Refusal) -> &str {
    match refusal.facts.get("field").and_then(|field| field.as_str()) {
        Some(field) => field,
        None => refusal.code.split('.').next().unwrap_or_default(),
    }
}

/// China time unless an offset is given.
fn moment(text: &str) -> Option<Moment> {
    let text = text.replace('T', " ").replace('/', "-");
    let (date, time) = match text.split_once(' ') {
        Some((date, time)) => (date, time.trim()),
        None => (text.as_str(), "0:00"),
    };
    let mut parts = date.split('-').map(|part| part.parse::<u32>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    if parts.next().is_some() || !(1900..=9999).contains(&year) {
        return None;
    }
    let (time, offset) = offset(time)?;
    let time = ["%H:%M:%S", "%H:%M:%S%.f", "%H:%M"]
        .iter()
        .find_map(|format| NaiveTime::parse_from_str(time, format).ok())?;
    let local = NaiveDateTime::new(date, time);
    Some(match offset {
        None => Moment::from_china(local),
        Some(minutes) => Moment(local.and_utc().timestamp_millis() - minutes * 60_000),
    })
}

/// A time without its offset, and the offset in minutes: Z, +08:00, +0800, +08.
fn offset(time: &str) -> Option<(&str, Option<i64>)> {
    if let Some(time) = time.strip_suffix(['Z', 'z']) {
        return Some((time.trim(), Some(0)));
    }
    let Some(place) = time.rfind(['+', '-']) else {
        return Some((time, None));
    };
    let digits = time[place + 1..].replace(':', "");
    let hours = digits.get(..2)?.parse::<i64>().ok()?;
    let minutes = match digits.get(2..)? {
        "" => 0,
        minutes => minutes
            .parse::<i64>()
            .ok()
            .filter(|minutes| *minutes < 60)?,
    };
    let sign = if time[place..].starts_with('-') {
        -1
    } else {
        1
    };
    Some((time[..place].trim(), Some(sign * (hours * 60 + minutes))))
}

/// By code, or by the words people use (DOMAIN.md).
fn channel(text: &str) -> Option<Channel> {
    Some(match text {
        "" | "网站" | "门户" | "网络问政" => Channel::Portal,
        "热线" | "12345" => Channel::Hotline,
        "微信" => Channel::Wechat,
        "微博" => Channel::Weibo,
        "论坛" => Channel::Forum,
        "短信" => Channel::Sms,
        "来访" => Channel::Visit,
        "来信" => Channel::Letter,
        "民情面对面" => Channel::Interview,
        "转办" => Channel::Transfer,
        code => Channel::parse(&code.to_lowercase())?,
    })
}

/// The code of a category that is named; another system's words stay as they are.
fn category(directory: &Directory, text: &str) -> String {
    let named = directory.categories.iter().find(|known| known.name == text);
    named.map_or_else(|| text.to_owned(), |known| known.code.clone())
}

/// The community that the address names.
fn community(directory: &Directory, office: Option<&Office>, address: &str) -> String {
    let offices = directory
        .offices
        .iter()
        .filter(|known| office.is_none_or(|office| office.id == known.id));
    let mut communities = offices.flat_map(|office| &office.communities);
    let named = communities.find(|name| address.contains(name.as_str()));
    named.cloned().unwrap_or_default()
}

type Position = (Option<f64>, Option<f64>);

fn position(lat: &str, lng: &str) -> Result<Position, (&'static str, &'static str)> {
    let number = |text: &str, most: f64| match text {
        "" => Some(None),
        text => {
            let number = text.parse::<f64>().ok()?;
            (number.is_finite() && number.abs() <= most).then_some(Some(number))
        }
    };
    let lat_read = number(lat, 90.0).ok_or(("lat", "no latitude between -90 and 90"))?;
    let lng_read = number(lng, 180.0).ok_or(("lng", "no longitude between -180 and 180"))?;
    match (lat_read, lng_read) {
        (Some(_), None) => Err(("lng", "a latitude without a longitude")),
        (None, Some(_)) => Err(("lat", "a longitude without a latitude")),
        both => Ok(both),
    }
}
