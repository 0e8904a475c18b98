//! What printpdf has no word for, set on its lopdf document: metadata, language, PDF/A marks, honest subset tags, an
//! identifier drawn from the content instead of from chance, pictures, links, compression.

use std::collections::BTreeMap;

use lopdf::{
    Dictionary, Document, Object, ObjectId, SaveOptions, Stream, StringFormat, dictionary,
};
use sha2::{Digest, Sha256};

use super::{Photo, Pictures, Seal, icc, xmp};
use crate::{
    Error, Layout, Letter,
    content::{china_date, clean},
    layout::measures::PAPER_HEIGHT,
};

/// The seal's name in a page's resources.
pub(super) const SEAL: &str = "Seal";

pub(super) fn photo_name(number: usize) -> String {
    format!("Photo{number}")
}

const PRODUCER: &str = concat!("Lianxin ", env!("CARGO_PKG_VERSION"));

pub(super) fn finish(
    mut file: Document,
    facts: &xmp::Facts,
    layout: &Layout,
    faces: &BTreeMap<String, String>,
    pictures: &Pictures,
) -> Result<Vec<u8>, Error> {
    let failed = |e: lopdf::Error| Error::Pdf {
        detail: e.to_string(),
    };
    file.version = "1.7".into();
    // PDF/A-2, 6.1.2: four bytes above 127 after the header.
    file.binary_mark = vec![0xE2, 0xE3, 0xCF, 0xD3];
    name_fonts(&mut file, faces).map_err(failed)?;
    add_pictures(&mut file, layout, pictures).map_err(failed)?;
    add_links(&mut file, layout).map_err(failed)?;
    describe(&mut file, facts).map_err(failed)?;
    compress(&mut file).map_err(failed)?;
    identify(&mut file);
    file.renumber_objects();
    let mut bytes = Vec::new();
    // Object streams: a tenth smaller, mostly width tables.
    let options = SaveOptions::builder()
        .use_object_streams(true)
        .use_xref_streams(true)
        .compression_level(9)
        .build();
    file.save_with_options(&mut bytes, options)
        .map_err(|e| Error::Pdf {
            detail: e.to_string(),
        })?;
    Ok(bytes)
}

pub(super) fn facts(letter: &Letter) -> Result<xmp::Facts, Error> {
    let date = china_date(&letter.date)?;
    let number = letter.document_number.as_ref().filter(|_| !letter.draft);
    Ok(xmp::Facts {
        title: letter.title.lines().map(clean).collect(),
        author: clean(&letter.issuer),
        subject: number.map_or_else(
            || {
                if letter.draft {
                    "草稿".into()
                } else {
                    letter.kind.name().to_owned()
                }
            },
            |n| clean(&n.to_string()),
        ),
        date: format!("{}T00:00:00+08:00", date.format("%Y-%m-%d")),
        producer: PRODUCER,
    })
}

/// Of envelopes: who gets them stands on them alone, never in a file's properties.
pub(super) fn envelope_facts(count: usize, author: &str, date: &str) -> Result<xmp::Facts, Error> {
    let date = china_date(date)?;
    Ok(xmp::Facts {
        title: "信封".into(),
        author: clean(author),
        subject: format!("{count} 个"),
        date: format!("{}T00:00:00+08:00", date.format("%Y-%m-%d")),
        producer: PRODUCER,
    })
}

/// Six letters from the subset's own bytes and the face's name (ISO 32000-1, 9.6.4); printpdf writes the resource's.
fn name_fonts(file: &mut Document, faces: &BTreeMap<String, String>) -> lopdf::Result<()> {
    let mut named: Vec<(ObjectId, String)> = Vec::new();
    for (id, object) in &file.objects {
        let Ok(font) = object.as_dict() else { continue };
        if !font.has_type(b"Font") || !font.has(b"DescendantFonts") {
            continue;
        }
        let resource = String::from_utf8_lossy(font.get(b"BaseFont")?.as_name()?).into_owned();
        let face = faces.get(&resource).map_or("Face", String::as_str);
        let descriptor = descendant(font)?.get(b"FontDescriptor")?.as_reference()?;
        let program = program(file, descriptor)?;
        named.push((*id, format!("{}+{face}", tag(&program))));
    }
    for (id, name) in named {
        let name = Object::Name(name.into_bytes());
        let font = file.get_object_mut(id)?.as_dict_mut()?;
        font.set("BaseFont", name.clone());
        let descendant = font.get_mut(b"DescendantFonts")?.as_array_mut()?[0].as_dict_mut()?;
        descendant.set("BaseFont", name.clone());
        let descriptor = descendant.get(b"FontDescriptor")?.as_reference()?;
        file.get_object_mut(descriptor)?
            .as_dict_mut()?
            .set("FontName", name);
    }
    Ok(())
}

fn descendant(font: &Dictionary) -> lopdf::Result<&Dictionary> {
    let fonts = font.get(b"DescendantFonts")?.as_array()?;
    fonts
        .first()
        .ok_or(lopdf::Error::DictKey("DescendantFonts".into()))?
        .as_dict()
}

fn program(file: &Document, descriptor: ObjectId) -> lopdf::Result<Vec<u8>> {
    let descriptor = file.get_dictionary(descriptor)?;
    let stream = descriptor
        .get(b"FontFile3")
        .or_else(|_| descriptor.get(b"FontFile2"))?
        .as_reference()?;
    Ok(file.get_object(stream)?.as_stream()?.content.clone())
}

fn tag(program: &[u8]) -> String {
    Sha256::digest(program)
        .iter()
        .take(6)
        .map(|byte| char::from(b'A' + byte % 26))
        .collect()
}

/// Pictures, known to the pages by their names.
fn add_pictures(file: &mut Document, layout: &Layout, pictures: &Pictures) -> lopdf::Result<()> {
    let mut named: Vec<(String, ObjectId)> = Vec::new();
    if let Some(seal) = pictures.seal.as_ref().filter(|_| layout.seal_wanted()) {
        named.push((SEAL.to_owned(), add_seal(file, seal)));
    }
    for (number, photo) in pictures.photos.iter().enumerate() {
        if let Some(photo) = photo {
            named.push((photo_name(number), add_photo(file, photo)));
        }
    }
    for page in file.get_pages().into_values() {
        let resources = file
            .get_dictionary(page)?
            .get(b"Resources")?
            .as_reference()?;
        let objects = file
            .get_dictionary(resources)?
            .get(b"XObject")?
            .as_reference()?;
        let objects = file.get_object_mut(objects)?.as_dict_mut()?;
        for (name, picture) in &named {
            objects.set(name.as_str(), *picture);
        }
    }
    Ok(())
}

fn image(width: u32, height: u32, more: &Dictionary) -> Dictionary {
    let mut dict = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Image",
        "Width" => i64::from(width),
        "Height" => i64::from(height),
    };
    dict.extend(more);
    dict
}

/// One red under a mask.
fn add_seal(file: &mut Document, seal: &Seal) -> ObjectId {
    let grey = dictionary! { "ColorSpace" => "DeviceGray", "BitsPerComponent" => 8 };
    let mut mask = seal.mask.clone();
    mask.dict.extend(&image(seal.side, seal.side, &grey));
    let mask = file.add_object(mask);
    let palette = Object::String(seal.red.to_vec(), StringFormat::Hexadecimal);
    let red = dictionary! {
        "ColorSpace" => vec!["Indexed".into(), "DeviceRGB".into(), 0.into(), palette],
        "BitsPerComponent" => 1,
        "SMask" => mask,
    };
    let row = seal.side.div_ceil(8) as usize;
    let pixels = vec![0; row * seal.side as usize];
    file.add_object(Stream::new(image(seal.side, seal.side, &red), pixels))
}

fn add_photo(file: &mut Document, photo: &Photo) -> ObjectId {
    let jpeg = dictionary! {
        "ColorSpace" => "DeviceRGB",
        "BitsPerComponent" => 8,
        "Filter" => "DCTDecode",
    };
    let dict = image(photo.width, photo.height, &jpeg);
    file.add_object(Stream::new(dict, photo.jpeg.clone()))
}

/// The name of the first page of photos. A link by name leaves a page complete in itself: it can be bound with others.
const PHOTOS: &str = "photos";

/// From the list of attachments to the photos.
fn add_links(file: &mut Document, layout: &Layout) -> lopdf::Result<()> {
    let pages: Vec<ObjectId> = file.get_pages().into_values().collect();
    let points = |mm: f64| Object::Real((mm * 72.0 / 25.4) as f32);
    let mut first = None;
    for (page, &id) in layout.pages.iter().zip(&pages) {
        let mut links = Vec::new();
        for link in &page.links {
            first = first.or(pages.get(link.to_page));
            let bottom = PAPER_HEIGHT - link.top - link.height;
            let corners = [
                link.left,
                bottom,
                link.left + link.width,
                bottom + link.height,
            ];
            let note = dictionary! {
                "Type" => "Annot",
                "Subtype" => "Link",
                "Rect" => corners.map(points).to_vec(),
                "Border" => vec![0.into(), 0.into(), 0.into()],
                // Printed: PDF/A-2 (6.3.2) has no hidden notes.
                "F" => 4,
                "Dest" => Object::string_literal(PHOTOS),
            };
            links.push(file.add_object(note).into());
        }
        if !links.is_empty() {
            let page = file.get_object_mut(id)?.as_dict_mut()?;
            page.set("Annots", Object::Array(links));
        }
    }
    if let Some(&first) = first {
        let place = vec![first.into(), "Fit".into()];
        let names = dictionary! { "Names" => vec![Object::string_literal(PHOTOS), place.into()] };
        let names = dictionary! { "Dests" => names };
        file.catalog_mut()?.set("Names", names);
    }
    Ok(())
}

fn describe(file: &mut Document, facts: &xmp::Facts) -> lopdf::Result<()> {
    let metadata = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    // PDF/A readers look for the packet as plain text.
    let packet = Stream::new(metadata, xmp::packet(facts).into_bytes()).with_compression(false);
    let packet = file.add_object(packet);
    let profile = file.add_object(Stream::new(dictionary! { "N" => 3 }, icc::srgb()));
    let intent = dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => Object::string_literal("sRGB IEC61966-2.1"),
        "Info" => Object::string_literal("sRGB IEC61966-2.1"),
        "DestOutputProfile" => profile,
    };
    let catalog = file.catalog_mut()?;
    catalog.set("Lang", Object::string_literal("zh-CN"));
    catalog.set(
        "ViewerPreferences",
        dictionary! { "PrintScaling" => "None", "DisplayDocTitle" => true },
    );
    catalog.set("Metadata", packet);
    catalog.set("OutputIntents", vec![Object::Dictionary(intent)]);

    let day: String = facts.date[..10].split('-').collect();
    let date = format!("D:{day}000000+08'00'");
    let info = dictionary! {
        "Title" => utf16(&facts.title),
        "Author" => utf16(&facts.author),
        "Subject" => utf16(&facts.subject),
        "Producer" => Object::string_literal(facts.producer),
        "CreationDate" => Object::string_literal(date.as_str()),
        "ModDate" => Object::string_literal(date.as_str()),
    };
    let info = file.add_object(info);
    let old = file.trailer.get(b"Info").and_then(Object::as_reference);
    if let Ok(old) = old {
        file.objects.remove(&old);
    }
    file.trailer.set("Info", info);
    Ok(())
}

fn utf16(text: &str) -> Object {
    let bytes = [0xFE, 0xFF]
        .into_iter()
        .chain(text.encode_utf16().flat_map(u16::to_be_bytes))
        .collect();
    Object::String(bytes, StringFormat::Hexadecimal)
}

/// Every stream but the metadata.
fn compress(file: &mut Document) -> lopdf::Result<()> {
    for object in file.objects.values_mut() {
        if let Object::Stream(stream) = object
            && stream.allows_compression
        {
            stream.compress()?;
        }
    }
    Ok(())
}

/// The same letter has the same identifier (ISO 32000-1, 14.4 asks only that different files differ).
fn identify(file: &mut Document) {
    let mut hash = Sha256::new();
    for (id, object) in &file.objects {
        hash.update(format!("{id:?}{object:?}"));
        if let Object::Stream(stream) = object {
            hash.update(&stream.content);
        }
    }
    let id = Object::String(hash.finalize()[..16].to_vec(), StringFormat::Hexadecimal);
    file.trailer.set("ID", vec![id.clone(), id]);
}
