//! From arguments to the library's functions, and from their answers to stdout.

use crate::arguments::{
    Arguments, Because, Calendar, Case, Command, Device, Meeting, Numbers, Office, OneCase, Place,
    Rates, RatesCommand, RatesQuestion, Recovered, Rules, Seal, Templates, User,
};
use crate::{paper, secret};
use casework::Action;
use casework::action::FollowUp;
use protocol::auth::DeviceState;
use server::command::{
    assign, backup, calendar, centre, device, dump, import, import_sealed, init, meeting, numbers,
    office, rates, recovered, restore, rules, seal, seed, templates, user,
};
use server::{
    App, Config, Error, Listener, PhotoPlace, Result, ServeLock, SystemClock, Tls, serve,
};
use std::io::{BufWriter, Write};
use std::net::SocketAddr;
use std::process::ExitCode;
use std::time::Duration;

pub fn run(arguments: Arguments) -> Result<ExitCode> {
    match arguments.command {
        Command::Init {
            place,
            admin,
            district,
        } => {
            let password = secret::new_password(&admin)?;
            init::init(&open(place)?, &district, &admin, &password)?;
        }
        Command::Serve {
            place,
            listen,
            tls_cert,
            tls_key,
            connections,
            fonts,
        } => {
            let tls = tls_cert.zip(tls_key).map(|(cert, key)| Tls { cert, key });
            let config = Config {
                fonts,
                ..config(place)?
            };
            let _lock = ServeLock::take(&config)?;
            let app = App::open_existing(config)?;
            app.probe_photos()?;
            app.ready_seals()?;
            serve_until_told(app, listen, tls, connections)?;
        }
        Command::Seed {
            place,
            cases,
            seed,
            today,
        } => {
            let app = open(place)?;
            let today = today.unwrap_or_else(|| app.now().date());
            print(&seed::seed(&app, seed::Sample { cases, seed, today })?)?;
        }
        Command::Import {
            place,
            strict,
            file,
        } => {
            let report = import::import(&existing(place)?, &file, strict)?;
            for problem in &report.problems {
                eprintln!("{problem}");
            }
            print(&report)?;
            if strict && report.rejected > 0 {
                return Err(Error::told(
                    "import.rejected",
                    format!(
                        "{} rows cannot be taken; nothing was imported",
                        report.rejected
                    ),
                ));
            }
        }
        Command::ImportSealed { place, file } => {
            let report = import_sealed::import(&existing(place)?, &file)?;
            for problem in &report.problems {
                eprintln!("{problem}");
            }
            print(&report)?;
        }
        Command::Assign {
            place,
            case,
            office,
        } => print(&assign::assign(&existing(place)?, &case, &office)?)?,
        Command::Case(command) => print(&run_case(command)?)?,
        Command::Meeting(Meeting::Agenda { place }) => {
            for item in meeting::agenda(&existing(place)?)? {
                print(&item)?;
            }
        }
        Command::Meeting(Meeting::Decide { of, file }) => {
            print(&meeting::decide(&existing(of.place)?, &of.case, &file)?)?;
        }
        Command::Dump { place, office } => {
            let app = existing(Place {
                data: place.data,
                photos: place.photos_from,
                database_url: place.database_url,
                seal_key: None,
            })?;
            let mut out = BufWriter::new(std::io::stdout().lock());
            dump::dump(&app, &office, place.photos.as_deref(), &mut out)?;
        }
        Command::User(command) => run_user(command)?,
        Command::Office(Office::Add {
            place,
            id,
            name,
            legal_name,
            word,
            phone,
            communities,
        }) => {
            let new = protocol::directory::Office {
                id: id.as_str().into(),
                name,
                legal_name,
                number_words: [("reply".to_owned(), word)].into(),
                communities,
                phone,
                seal_mm: None,
            };
            office::add(&existing(place)?, &new)?;
        }
        Command::Office(Office::Seal {
            place,
            diameter,
            office,
            file,
        }) => office::seal(&existing(place)?, &office, &std::fs::read(file)?, diameter)?,
        Command::Seal(Seal::Log { place, office }) => {
            for line in seal::log(&existing(place)?, office.as_deref())? {
                print(&line)?;
            }
        }
        Command::Seal(Seal::NewKey { place }) => print(&seal::new_key(&existing(place)?)?)?,
        Command::Device(Device::List { place }) => {
            for row in device::list(&existing(place)?)? {
                print(&row)?;
            }
        }
        Command::Device(Device::Retire { place, id }) => {
            device::set_state(&existing(place)?, id, DeviceState::Retired)?;
        }
        Command::Device(Device::Wipe { place, id }) => {
            device::set_state(&existing(place)?, id, DeviceState::Wipe)?;
        }
        Command::Recovered(Recovered::List { place }) => {
            for line in recovered::list(&existing(place)?)? {
                print(&line)?;
            }
        }
        Command::Recovered(Recovered::Show(OneCase { place, case })) => {
            for report in recovered::show(&existing(place)?, &case)? {
                print(&report)?;
            }
        }
        Command::Calendar(Calendar::Import { place, file }) => {
            print(&calendar::import(&existing(place)?, &file)?)?;
        }
        Command::Calendar(Calendar::Show { place }) => {
            print(&calendar::show(&existing(place)?)?)?;
        }
        Command::Rules(Rules::Import {
            place,
            valid_from,
            file,
        }) => print(&rules::import(&existing(place)?, &file, valid_from)?)?,
        Command::Rules(Rules::Show { place, csv: false }) => {
            print(&rules::show(&existing(place)?)?)?;
        }
        Command::Rules(Rules::Show { place, csv: true }) => {
            print!("{}", rules::rows(&existing(place)?)?);
        }
        Command::Rates(Rates { command, question }) => match command {
            None => run_rates(question)?,
            Some(RatesCommand::Import { place, file }) => {
                print(&rates::import(&existing(place)?, &file)?)?;
            }
            Some(RatesCommand::Show { place }) => print(&rates::show(&existing(place)?)?)?,
        },
        Command::Templates(command) => run_templates(command)?,
        Command::Migrate { place } => existing(place)?.ready_seals()?,
        Command::Backup { place, file } => print(&backup::backup(&existing(place)?, &file)?)?,
        Command::Restore {
            place,
            last_numbers,
            file,
        } => {
            let config = config(place)?;
            let last_numbers = match last_numbers.is_empty() {
                true => paper::last_numbers(&restore::registers(&config, &file, &SystemClock)?)?,
                false => last_numbers,
            };
            restore::restore(&config, &file, &last_numbers, &SystemClock)?;
        }
        Command::Numbers(Numbers::List { place }) => {
            for number in numbers::list(&existing(place)?)? {
                print(&number)?;
            }
        }
        Command::Numbers(Numbers::Reserve {
            place,
            last_numbers,
        }) => numbers::reserve_now(&existing(place)?, &last_numbers)?,
        Command::Numbers(Numbers::Settle { place }) => {
            print(&numbers::settle(&existing(place)?)?)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn run_case(command: Case) -> Result<centre::Done> {
    let (of, action) = match command {
        Case::Merge { of, into } => return centre::merge(&existing(of.place)?, &of.case, &into),
        Case::Accept(of) => (of, Action::Accept),
        Case::Reject {
            because: Because { of, reason },
            refer_to,
        } => (of, Action::Reject { reason, refer_to }),
        Case::RuleReturn {
            because: Because { of, reason },
            upheld,
            refused: _,
        } => (of, Action::RuleReturn { upheld, reason }),
        Case::Withdraw(Because { of, reason }) => (of, Action::Withdraw { reason }),
        Case::Supervise {
            because: Because { of, reason },
            until,
        } => (of, Action::Supervise { reason, until }),
        Case::EndSupervision(Because { of, reason }) => (of, Action::EndSupervision { reason }),
        Case::Rate { of, rating, note } => (of, Action::RecordRating { rating, note }),
        Case::FollowUp {
            of,
            invalid,
            not_contacted,
            solved,
            rating,
            note,
        } => {
            let follow_up = FollowUp {
                valid: !invalid,
                contacted: !not_contacted,
                solved,
                rating,
                note,
            };
            (of, Action::RecordFollowUp { follow_up })
        }
        Case::Reopen(Because { of, reason }) => (of, Action::Reopen { reason }),
        Case::Archive(of) => (of, Action::Archive),
    };
    centre::act(&existing(of.place)?, &of.case, &action)
}

fn run_rates(question: RatesQuestion) -> Result<()> {
    let RatesQuestion {
        data,
        database_url,
        month,
        from,
        until,
        office,
        cases,
        json,
    } = question;
    let app = existing(Place {
        data: data.unwrap_or_default(),
        photos: None,
        database_url,
        seal_key: None,
    })?;
    let question = rates::Question {
        month: month.as_deref(),
        days: from.zip(until),
        office: office.as_deref(),
    };
    match cases {
        Some(number) => {
            let behind = rates::cases(&app, &question, &number)?;
            if json {
                return print(&behind);
            }
            for case in behind {
                println!("{}  {}  {}", case.number, case.office, case.title);
            }
        }
        None => {
            let sheet = rates::table(&app, &question)?;
            if json {
                return print(&sheet);
            }
            print!("{}", sheet.text());
        }
    }
    Ok(())
}

fn run_templates(command: Templates) -> Result<()> {
    match command {
        Templates::Import {
            place,
            folder,
            office,
        } => print(&templates::import(
            &existing(place)?,
            &folder,
            office.as_deref(),
        )?),
        Templates::Show { place, office } => {
            print(&templates::show(&existing(place)?, office.as_deref())?)
        }
        Templates::Export {
            place,
            folder,
            office,
        } => print(&templates::export(
            &existing(place)?,
            &folder,
            office.as_deref(),
        )?),
    }
}

fn run_user(command: User) -> Result<()> {
    match command {
        User::Add {
            place,
            user,
            name,
            role,
            office,
        } => {
            let password = secret::new_password(&user)?;
            let new = user::NewUser {
                user: &user,
                name: &name,
                role,
                office: office.as_deref(),
            };
            user::add(&existing(place)?, &new, &password)
        }
        User::Passwd { place, user } => {
            let password = secret::new_password(&user)?;
            user::passwd(&existing(place)?, &user, &password)
        }
        User::Disable { place, user } => user::disable(&existing(place)?, &user),
        User::Unlock { place, user } => user::unlock(&existing(place)?, &user),
    }
}

/// For `init` and `seed`: an empty store is made.
fn open(place: Place) -> Result<App> {
    App::open(config(place)?)
}

fn existing(place: Place) -> Result<App> {
    App::open_existing(config(place)?)
}

fn config(place: Place) -> Result<Config> {
    let photos = place.photos.as_deref();
    let photos = photos.map(|text| PhotoPlace::parse(text, |name| std::env::var(name).ok()));
    Ok(Config {
        database_url: place.database_url,
        photos: photos.transpose()?,
        seal_key: place.seal_key,
        ..Config::new(place.data)
    })
}

fn print(value: &impl serde::Serialize) -> Result<()> {
    let mut out = std::io::stdout().lock();
    serde_json::to_writer(&mut out, value)?;
    Ok(out.write_all(b"\n")?)
}

/// Business code blocks its thread; more of them than this only cost memory.
const WORKING_THREADS: usize = 16;

/// What still waits for something outside when the last requests have had their
/// time: it was not acknowledged, and the process ends within 10 s.
const LAST_WAITERS: Duration = Duration::from_secs(1);

fn serve_until_told(
    app: App,
    address: SocketAddr,
    tls: Option<Tls>,
    connections: usize,
) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .max_blocking_threads(WORKING_THREADS)
        .enable_all()
        .build()?;
    let done = runtime.block_on(async {
        let listener = Listener::bind(&app, address, tls.as_ref()).await?;
        listen_and_serve(app, listener.with_room_for(connections)).await
    });
    runtime.shutdown_timeout(LAST_WAITERS);
    done
}

async fn listen_and_serve(app: App, listener: Listener) -> Result<()> {
    println!("listening on {}", listener.url()?);
    std::io::stdout().flush()?;
    serve(app, listener, told_to_end()).await
}

/// SIGTERM or Ctrl-C.
async fn told_to_end() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = terminated.recv() => {}
                _ = interrupted => {}
            }
            return;
        }
    }
    interrupted.await.ok();
}
