//! `alongside serve`: the pages, and the work behind them.

use std::net::SocketAddr;
use std::process::ExitCode;
use std::time::Duration;

use operations::Context;
use operations::mail::Transport;
use tokio::net::TcpListener;
use web::state::{AppState, Demo, Settings};

use super::{Problem, open};
use crate::print::say;
use crate::settings::ServeSettings;

/// Serves until the process is told to stop.
///
/// # Errors
/// The database or the port could not be opened.
pub async fn run(url: &str, settings: &ServeSettings) -> Result<ExitCode, Problem> {
    let ctx = open(url).await?;
    serve(ctx, settings, Demo::No).await
}

/// Serves an opened database; shared with the demo.
pub(crate) async fn serve(ctx: Context, settings: &ServeSettings, demo: Demo) -> Result<ExitCode, Problem> {
    let listener = TcpListener::bind(&settings.listen).await?;
    let port = listener.local_addr()?.port();
    let address = settings.address.clone().unwrap_or_else(|| format!("http://localhost:{port}"));
    let ctx = ctx.reached_at(&address).keeping_files(settings.keeping());
    let transport = transport(settings, demo)?;
    let state = AppState::new(ctx.clone(), Settings { service: settings.service.clone(), demo });
    work_behind(&ctx, transport);
    announce(&address);
    let app = web::router::router(state).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, app).with_graceful_shutdown(stop_asked()).await?;
    ctx.db.close().await?;
    Ok(ExitCode::SUCCESS)
}

/// The way to the mail server. A demo's people are not real: its letters stay in the outbox, to be read there.
fn transport(settings: &ServeSettings, demo: Demo) -> Result<Transport, Problem> {
    match (&settings.smtp, demo) {
        (Some(server), Demo::No) => Ok(Transport::smtp(server, &settings.mail_from)?),
        (None, Demo::No) => {
            tracing::warn!("no mail server is set (ALONGSIDE_SMTP): letters wait until there is one");
            Ok(Transport::None)
        }
        (_, Demo::Yes) => Ok(Transport::None),
    }
}

/// What goes on while nobody looks: jobs, letters, reminders, and tidying up.
fn work_behind(ctx: &Context, transport: Transport) {
    tokio::spawn(operations::jobs::work(ctx.clone()));
    tokio::spawn(operations::mail::work(ctx.clone(), transport));
    let programmes = ctx.clone();
    tokio::spawn(async move {
        loop {
            tokio::time::sleep(Duration::from_secs(5)).await;
            if let Err(fault) = operations::programmes::catch_up(&programmes).await {
                tracing::error!(%fault, "versions of programmes made elsewhere could not be read");
            }
        }
    });
    let reminding = ctx.clone();
    tokio::spawn(async move {
        loop {
            if let Err(fault) = operations::candidacies::look_again(&reminding).await {
                tracing::error!(%fault, "candidates could not be looked for");
            }
            if let Err(fault) = operations::handovers::carry_due(&reminding).await {
                tracing::error!(%fault, "changes of supporters could not be carried out");
            }
            if let Err(fault) = operations::journeys::lay_out(&reminding).await {
                tracing::error!(%fault, "journeys without an end could not be laid out");
            }
            if let Err(fault) = operations::reminders::round(&reminding).await {
                tracing::error!(%fault, "reminders could not be written");
            }
            tokio::time::sleep(Duration::from_secs(900)).await;
        }
    });
    let tidy = ctx.clone();
    tokio::spawn(async move {
        loop {
            if let Err(fault) = operations::sessions::sweep(&tidy).await {
                tracing::error!(%fault, "what has run out could not be removed");
            }
            tokio::time::sleep(Duration::from_secs(3600)).await;
        }
    });
}

fn announce(address: &str) {
    say!("Alongside is at {address}");
}

async fn stop_asked() {
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())
        .expect("a process may listen for being asked to stop");
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}
