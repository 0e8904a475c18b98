//! A display of its own, a session bus of its own, and the window driven on it
//! by WebDriver, as a person's hands and eyes.

use fantoccini::elements::Element;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use testkit::Account;

/// What a person would wait before calling it broken.
const PATIENCE: Duration = Duration::from_secs(30);

pub struct Screen {
    display: Child,
    driver: Child,
    pub client: Client,
}

impl Screen {
    /// Opens the desk's window for an account, 1366 × 768.
    pub async fn open(data: &Path, server: &str, account: &Account) -> Self {
        let (display, number) = display();
        let (port, native) = (free_port(), free_port());
        let log = std::fs::File::create(data.with_extension("window.log")).expect("a log");
        let driver = Command::new("dbus-run-session")
            .arg("--")
            .arg(tauri_driver())
            .args([
                "--port",
                &port.to_string(),
                "--native-port",
                &native.to_string(),
            ])
            .env("DISPLAY", format!(":{number}"))
            .env("LIANXIN_DATA", data)
            .env("LIANXIN_SERVER", server)
            .env("LIANXIN_USER", &account.user)
            .env("LIANXIN_PASSWORD", &account.password)
            .env("LIANXIN_PASSPHRASE", "a passphrase of the tests")
            .env("HOME", data.parent().expect("a parent folder"))
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .expect("dbus-run-session starts");
        let client = connect(port).await;
        Self {
            display,
            driver,
            client,
        }
    }

    /// The element of this test id, once it is there.
    pub async fn find(&self, id: &str) -> Element {
        let selector = format!("[data-testid=\"{id}\"]");
        let found = self
            .client
            .wait()
            .at_most(PATIENCE)
            .for_element(Locator::Css(&selector))
            .await;
        match found {
            Ok(element) => element,
            Err(problem) => panic!("{id}: {problem}\n{}", self.text().await),
        }
    }

    /// Clicks it once it can be clicked.
    pub async fn click(&self, id: &str) {
        let element = self.find(id).await;
        self.click_on(&element, id).await;
    }

    /// As a person does: once it is enabled, stands still and nothing covers it.
    pub async fn click_on(&self, element: &Element, what: &str) {
        let script = "const [element, patience, done] = arguments;
            element.scrollIntoView({ block: 'nearest' });
            const end = performance.now() + patience;
            let before = null;
            const look = () => {
              const { left, top, width, height } = element.getBoundingClientRect();
              const here = [left, top, width, height].join();
              const hit = document.elementFromPoint(left + width / 2, top + height / 2);
              const free = hit !== null && (element.contains(hit) || hit.contains(element));
              if (!element.disabled && free && here === before) return done(null);
              if (performance.now() > end) {
                const over = hit?.outerHTML.slice(0, 300);
                return done(`at ${here}, was at ${before}, in the page: ${element.isConnected}, disabled: ${element.disabled}, on it: ${over}`);
              }
              before = here;
              requestAnimationFrame(look);
            };
            look();";
        let target = serde_json::to_value(element.clone()).expect("an element reference");
        let patience = json!(PATIENCE.as_millis() * 2 / 3);
        let looked = self
            .client
            .execute_async(script, vec![target, patience])
            .await;
        if !matches!(looked, Ok(Value::Null)) {
            panic!(
                "{what} cannot be reached: {looked:?}\n{}",
                self.text().await
            );
        }
        if let Err(problem) = element.click().await {
            panic!("{what} cannot be clicked: {problem}\n{}", self.text().await);
        }
    }

    pub async fn write(&self, id: &str, text: &str) {
        self.find(id)
            .await
            .send_keys(text)
            .await
            .unwrap_or_else(|problem| panic!("{id}: {problem}"));
    }

    pub async fn says(&self, id: &str) -> String {
        self.find(id).await.text().await.unwrap_or_default()
    }

    /// Waits until the element says it.
    pub async fn wait_for(&self, id: &str, wanted: &str) {
        let script = "const [id, wanted, done] = arguments;
            const look = () => {
              const element = document.querySelector(`[data-testid=\"${id}\"]`);
              if (element && element.textContent.includes(wanted)) done(element.textContent);
              else requestAnimationFrame(look);
            };
            look();";
        let arguments = vec![json!(id), json!(wanted)];
        let waited =
            tokio::time::timeout(PATIENCE, self.client.execute_async(script, arguments)).await;
        if !matches!(waited, Ok(Ok(_))) {
            panic!(
                "{id} does not say {wanted}: {waited:?}\n{}",
                self.text().await
            );
        }
    }

    /// Waits until it stands on the screen no more.
    pub async fn gone(&self, id: &str) {
        let script = "const [id, done] = arguments;
            const look = () => {
              if (document.querySelector(`[data-testid=\"${id}\"]`) === null) done(null);
              else requestAnimationFrame(look);
            };
            look();";
        if let Err(problem) = self.client.execute_async(script, vec![json!(id)]).await {
            panic!("{id} does not go: {problem}\n{}", self.text().await);
        }
    }

    /// All that can be read, for the words of a failure.
    pub async fn text(&self) -> String {
        match self
            .client
            .execute("return document.body.innerText", vec![])
            .await
        {
            Ok(text) => text.as_str().unwrap_or_default().to_owned(),
            Err(problem) => problem.to_string(),
        }
    }

    pub async fn close(mut self) {
        // The window may be gone already.
        let _ = self.client.clone().close().await;
        end(&mut self.driver);
        end(&mut self.display);
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        end(&mut self.driver);
        end(&mut self.display);
    }
}

pub fn end(child: &mut Child) {
    let _ = child.kill();
    let _ = child.wait();
}

/// An X server without a screen; it chooses its number.
pub fn display() -> (Child, u32) {
    let mut display = Command::new("Xvfb")
        .args([
            "-displayfd",
            "1",
            "-screen",
            "0",
            "1366x768x24",
            "-nolisten",
            "tcp",
        ])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("Xvfb is installed");
    let mut number = String::new();
    let mut said = BufReader::new(display.stdout.take().expect("its output is piped"));
    said.read_line(&mut number).expect("it says its number");
    (display, number.trim().parse().expect("a number"))
}

/// Brought by `cargo xtask test`, or found on the path.
fn tauri_driver() -> PathBuf {
    let brought = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/tools/bin/tauri-driver");
    if brought.exists() {
        brought
    } else {
        PathBuf::from("tauri-driver")
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("an address").port()
}

/// The driver takes a moment to listen; its window, one to open.
async fn connect(port: u16) -> Client {
    let capabilities = serde_json::Map::from_iter([
        (
            "tauri:options".to_owned(),
            json!({ "application": env!("CARGO_BIN_EXE_lianxin") }),
        ),
        (
            "timeouts".to_owned(),
            json!({ "script": PATIENCE.as_millis() as u64 }),
        ),
    ]);
    let connecting = async {
        loop {
            let mut builder = ClientBuilder::new(HttpConnector::new());
            match builder
                .capabilities(capabilities.clone())
                .connect(&format!("http://127.0.0.1:{port}"))
                .await
            {
                Ok(client) => return client,
                Err(_) => tokio::task::yield_now().await,
            }
        }
    };
    tokio::time::timeout(PATIENCE, connecting)
        .await
        .expect("tauri-driver opens the window (webkit2gtk-driver is needed)")
}
