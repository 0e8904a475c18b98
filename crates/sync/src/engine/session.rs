//! Signing in and staying signed in. The next refresh token is drawn and stored
//! before it is asked for, so that a lost answer locks nobody out.

use super::Engine;
use crate::error::{Error, Result};
use crate::transport::Transport;
use casework::Actor;
use protocol::auth::{DeviceStatus, Refresh, SignIn};
use protocol::error::code;
use std::future::Future;

impl<T: Transport> Engine<T> {
    /// Signs the book's account in. The server's name and limits are kept first.
    pub async fn sign_in(&self, password: &str, device_name: &str) -> Result<Actor> {
        let hello = self.hello().await?;
        let (device, refresh) = self
            .on_book(|book| Ok((book.session()?.device, book.draw_sign_in_token()?)))
            .await?;
        let request = SignIn {
            user: self.book.identity().user.clone(),
            password: password.to_owned(),
            device,
            device_name: device_name.to_owned(),
            refresh,
        };
        let session = self.transport.sign_in(&request).await?;
        self.note_server_time(session.server_time);
        let person = session.person.clone();
        self.on_book(move |book| {
            book.pin_sealing_key(&hello.sealing_key)?;
            book.keep_session(&session)
        })
        .await?;
        Ok(person)
    }

    /// Tells the server and forgets the tokens; what is unsent stays.
    pub async fn sign_out(&self) -> Result<()> {
        let told = self
            .with_access(|access| async move { self.transport.sign_out(&access).await })
            .await;
        self.on_book(|book| book.forget_session()).await?;
        match told {
            Err(error) if !error.is_offline() && !error.needs_sign_in() => Err(error),
            _ => Ok(()),
        }
    }

    pub async fn device_status(&self) -> Result<DeviceStatus> {
        self.with_access(|access| async move { self.transport.device_status(&access).await })
            .await
    }

    /// Makes a call with the access token; once more with a fresh one when the
    /// server says that it is over.
    pub(crate) async fn with_access<R, F>(&self, call: impl Fn(String) -> F) -> Result<R>
    where
        F: Future<Output = Result<R>>,
    {
        let access = match self.on_book(|book| Ok(book.session()?.access)).await? {
            Some(access) => access,
            None => self.refresh(None).await?,
        };
        match call(access.clone()).await {
            Err(error) if error.is(code::TOKEN_EXPIRED) => {
                call(self.refresh(Some(access)).await?).await
            }
            other => other,
        }
    }

    /// A new access token; `over` is the one that no longer works.
    async fn refresh(&self, over: Option<String>) -> Result<String> {
        let _one = self.refreshing.lock().await;
        let session = self.on_book(|book| book.session()).await?;
        if session.access.is_some() && session.access != over {
            // Another call refreshed it meanwhile.
            return session
                .access
                .ok_or_else(|| Error::from(casebook::Error::SignedOut));
        }
        let tokens = self.on_book(|book| book.refresh_tokens()).await?;
        let request = Refresh {
            device: session.device,
            refresh: tokens.refresh,
            next: tokens.next,
        };
        match self.transport.refresh(&request).await {
            Ok(session) => {
                self.note_server_time(session.server_time);
                let access = session.access.clone();
                self.on_book(move |book| book.keep_session(&session))
                    .await?;
                Ok(access)
            }
            Err(error) => {
                if error.is(code::SIGN_IN_AGAIN) {
                    self.on_book(|book| book.forget_session()).await?;
                }
                Err(error)
            }
        }
    }
}
