//! LibreOffice without a window, converting the text of a letter: how long it takes for one, its start included, and
//! how many a second it makes when it converts several in one run. It is used if it is there, and never installed.

use crate::Result;
use crate::figure::{Figure, Times};
use crate::letters::another;
use letter::Letter;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const ROUNDS: usize = 3;
/// Enough that its start counts for little.
const SEVERAL: u32 = 50;

/// `single` are our milliseconds for the letter, `a_second` our letters a second.
pub fn run(letter: &Letter, single: f64, a_second: f64) -> Result<()> {
    let batch = Figure::new("letter_batch_500", a_second, "1/s");
    let Some(office) = Office::start()? else {
        eprintln!(
            "LibreOffice is not here (soffice): letter_libreoffice is not measured and letter_batch_500 stands alone. \
             On Debian: apt-get install --no-install-recommends libreoffice-writer-nogui"
        );
        return batch.fact("libreoffice", "not installed").print();
    };
    let mut times = Times::default();
    for _ in 0..ROUNDS {
        times.add(office.convert(&[office.write(letter)?])?);
    }
    Figure::new("letter_libreoffice", times.median(), "ms")
        .against("letter_1_page", single)
        .fact("version", office.version.as_str())
        .print()?;
    let files: Vec<PathBuf> = (1..=SEVERAL)
        .map(|serial| office.write(&another(letter, serial)))
        .collect::<Result<_>>()?;
    let several = office.convert(&files)?;
    batch
        .against(
            "LibreOffice converting 50 of them in one run",
            f64::from(SEVERAL) / several.as_secs_f64(),
        )
        .print()
}

struct Office {
    version: String,
    /// its profile, the texts and the files it makes
    folder: PathBuf,
}

impl Office {
    /// Makes its profile, so that no figure has that in it.
    fn start() -> Result<Option<Self>> {
        let Ok(told) = Command::new("soffice").arg("--version").output() else {
            return Ok(None);
        };
        let folder = std::env::temp_dir().join(format!("lianxin-office-{}", std::process::id()));
        fs::create_dir_all(&folder)?;
        let office = Self {
            version: String::from_utf8_lossy(&told.stdout).trim().to_owned(),
            folder,
        };
        let text = office.folder.join("first.fodt");
        fs::write(&text, flat_text(&["连心桥".to_owned()]))?;
        office.convert(&[text])?;
        Ok(Some(office))
    }

    fn write(&self, letter: &Letter) -> Result<PathBuf> {
        let number = letter.document_number.as_ref();
        let serial = number.map_or(0, |number| number.serial);
        let file = self.folder.join(format!("{serial}.fodt"));
        let head = [
            letter.issuer.clone(),
            number.map(ToString::to_string).unwrap_or_default(),
            letter.title.clone(),
            letter.addressee.clone().unwrap_or_default(),
        ];
        let body = letter.body.iter().map(|part| part.text.clone());
        let foot = [letter.signatory.clone(), letter.date.clone()];
        let text: Vec<String> = head.into_iter().chain(body).chain(foot).collect();
        fs::write(&file, flat_text(&text))?;
        Ok(file)
    }

    fn convert(&self, files: &[PathBuf]) -> Result<Duration> {
        let made: Vec<PathBuf> = files
            .iter()
            .map(|file| file.with_extension("pdf"))
            .collect();
        for old in made.iter().filter(|file| file.exists()) {
            fs::remove_file(old)?;
        }
        let began = Instant::now();
        let status = Command::new("soffice")
            .arg(format!(
                "-env:UserInstallation={}",
                address(&self.folder.join("profile"))
            ))
            .args([
                "--headless",
                "--norestore",
                "--convert-to",
                "pdf",
                "--outdir",
            ])
            .arg(&self.folder)
            .args(files)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()?;
        let took = began.elapsed();
        match made.iter().all(|file| file.exists()) {
            true => Ok(took),
            false => Err(format!("LibreOffice made no PDF and ended with {status}").into()),
        }
    }
}

impl Drop for Office {
    fn drop(&mut self) {
        // In the system's folder for what may go.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn address(folder: &Path) -> String {
    format!("file://{}", folder.display())
}

/// A flat OpenDocument text, 3号 on A4 with the margins of a letter.
fn flat_text(paragraphs: &[String]) -> String {
    let text: String = paragraphs
        .iter()
        .map(|said| format!("<text:p text:style-name=\"P\">{said}</text:p>"))
        .collect();
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:automatic-styles>
<style:page-layout style:name="L"><style:page-layout-properties fo:page-width="210mm" fo:page-height="297mm"
 fo:margin-top="37mm" fo:margin-bottom="35mm" fo:margin-left="28mm" fo:margin-right="26mm"/></style:page-layout>
<style:style style:name="P" style:family="paragraph"><style:text-properties style:font-size-asian="16pt"
 fo:font-size="16pt" style:language-asian="zh" style:country-asian="CN"/></style:style>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="L"/></office:master-styles>
<office:body><office:text>{text}</office:text></office:body>
</office:document>
"#
    )
}
