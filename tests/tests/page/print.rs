//! Printing: every picture is on paper with each of its layers, whole, light and in its colours,
//! whatever the scheme of the screen. A picture is searched for on the pages of the PDF, rendered by
//! Poppler, and compared with the screen's, and with the screen's without one of its layers.

use anyhow::{Context, Result, ensure};
use page_tests::page::Page;
use page_tests::picture::{self, Picture};
use serde_json::json;
use std::io::Write;
use std::process::{Command, Stdio};
use thirtyfour::By;
use thirtyfour::common::print::{PrintPage, PrintParameters};

pub async fn the_network_is_printed_as_it_is_seen_from_light_and_dark(page: &Page) -> Result<()> {
    // The health of its layers is below the fold.
    const OPEN: &str = "__test.named('button', 'Gradients per layer')[0].click()";
    printed_as_seen(page, "samples=300&layers=2,8,8,2&activation=tanh&step=4200", "train-loss", OPEN, 10)
        .await
}

pub async fn activations_are_printed_as_they_are_seen_from_light_and_dark(page: &Page) -> Result<()> {
    printed_as_seen(page, "lesson=activations&function=tanh&z=1.5", "z", "", 2).await
}

pub async fn the_chain_rule_is_printed_as_it_is_seen_from_light_and_dark(page: &Page) -> Result<()> {
    printed_as_seen(page, "lesson=chain-rule", "value-x", "", 1).await
}

pub async fn himmelblau_is_printed_as_it_is_seen_from_light_and_dark(page: &Page) -> Result<()> {
    printed_as_seen(page, "lesson=himmelblau&basins&race&at=100", "himmelblau-f", "", 5).await
}

/// The pictures to find on paper.
const PICTURES: &str = ".plot, .tape-canvas";

/// `layers` is the least number of visible layers in all pictures together.
async fn printed_as_seen(page: &Page, link: &str, quantity: &str, open: &str, layers: usize) -> Result<()> {
    let show = async || {
        page.open_lesson(link, quantity).await?;
        page.settled().await?;
        page.script(open, []).await?;
        page.settled().await
    };
    show().await?;
    let seen = pictures_on_screen(page).await?;
    let found: usize = seen.iter().map(|picture| picture.without.len()).sum();
    ensure!(found >= layers, "only {found} layers are visible");
    for (scheme, paper) in [("light", A4), ("dark", LETTER)] {
        if scheme == "dark" {
            darken(page).await?;
            show().await?;
        }
        let before = screen(page).await?;
        // Twice: a page that was printed can be printed again.
        print(page, paper.clone()).await?;
        let pages = rendered(&print(page, paper).await?)?;
        page.settled().await?;
        let other = picture::differs(&before, &screen(page).await?).len();
        ensure!(other == 0, "{scheme}: printing changed {other} pixels of the screen");
        let blurred: Vec<Picture> = pages.iter().map(Picture::blurred).collect();
        for picture in &seen {
            picture.is_on(&blurred).with_context(|| format!("{scheme}, {}", picture.name))?;
        }
        for (i, sheet) in pages.iter().enumerate() {
            let white = sheet.pixels.iter().filter(|pixel| pixel.iter().all(|&part| part > 250.0)).count();
            ensure!(2 * white > sheet.pixels.len(), "{scheme}: page {} is not white", i + 1);
        }
    }
    page.emulate(&[]).await?;
    Ok(())
}

/// Makes the screen dark. Firefox cannot emulate that: there only the pictures' media query says so.
async fn darken(page: &Page) -> Result<()> {
    const DARK: &str = "() => {
        const ask = matchMedia;
        window.matchMedia = (query) => query === '(prefers-color-scheme: dark)'
            ? Object.assign(new EventTarget(), { matches: true }) : ask.call(window, query);
    }";
    if !page.emulate(&[("prefers-color-scheme", "dark")]).await? {
        page.preload(DARK).await?;
    }
    Ok(())
}

const A4: PrintPage = PrintPage { width: 21.0, height: 29.7 };
const LETTER: PrintPage = PrintPage { width: 21.59, height: 27.94 };

async fn print(page: &Page, paper: PrintPage) -> Result<Vec<u8>> {
    let parameters = PrintParameters { page: paper, background: true, ..Default::default() };
    Ok(page.driver.print_page(parameters).await?)
}

/// The pages of a PDF, one pixel for two by two CSS pixels.
fn rendered(pdf: &[u8]) -> Result<Vec<Picture>> {
    let mut poppler = Command::new("pdftoppm")
        .args(["-r", "48", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("no pdftoppm; `cargo xtask test --only tools` installs it or says how")?;
    // It reads all before it writes anything.
    poppler.stdin.take().context("a pipe")?.write_all(pdf)?;
    let output = poppler.wait_with_output()?;
    ensure!(output.status.success(), "pdftoppm ends with {}", output.status);
    picture::all_of_ppm(&output.stdout).context("pages as PPM")
}

/// A picture on the screen, at the scale of [`rendered`].
struct Seen {
    name: String,
    whole: Picture,
    /// The same without each of the layers that make a visible difference.
    without: Vec<(String, Picture)>,
}

/// The size of a picture on paper, where css/print.css makes it smaller, and its layers.
const MEASURE: &str = "
    const [element] = arguments;
    const { offsetWidth: width, offsetHeight: height } = element;
    const [across, down] = element.matches('.tape-canvas') ? [640, Infinity]
        : element.matches(':is(.boundary, .curve) *') ? [300, Infinity] : [540, 480];
    const scale = Math.min(1, across / width, down / height) / 2;
    const layers = [...element.querySelectorAll('canvas:not([hidden])')].map(({ dataset }) => dataset.layer);
    return [Math.round(width * scale), Math.round(height * scale), layers];";

/// Hides a layer, or shows it again.
const TOGGLE: &str = "
    const [element, layer] = arguments;
    const { style } = element.querySelector(`[data-layer=${layer}]`);
    style.visibility = style.visibility ? '' : 'hidden';";

/// The colours of a PNG at another size, a character for each channel.
const SHRINK: &str = "
    const [png, width, height] = args;
    const image = new Image();
    image.src = `data:image/png;base64,${png}`;
    await image.decode();
    const context = Object.assign(document.createElement('canvas'), { width, height }).getContext('2d');
    context.imageSmoothingQuality = 'high';
    context.drawImage(image, 0, 0, width, height);
    const parts = [...context.getImageData(0, 0, width, height).data].filter((_, i) => i % 4 < 3);
    return parts.map((part) => String.fromCharCode(part)).join('');";

/// A PNG at another size.
async fn shrunk(page: &Page, png: String, width: usize, height: usize) -> Result<Picture> {
    let colours = page.async_script(SHRINK, [json!(png), json!(width), json!(height)]).await?;
    let bytes: Vec<u8> = colours.as_str().context("colours")?.chars().map(|part| part as u8).collect();
    Ok(Picture::of_rgb(width, &bytes))
}

async fn screen(page: &Page) -> Result<Picture> {
    shrunk(page, page.driver.screenshot_as_png_base64().await?, 320, 225).await
}

async fn pictures_on_screen(page: &Page) -> Result<Vec<Seen>> {
    let mut seen = Vec::new();
    for element in page.driver.find_all(By::Css(PICTURES)).await? {
        let measured = page.script(MEASURE, [element.to_json()?]).await?;
        let (width, height, layers): (usize, usize, Vec<String>) = serde_json::from_value(measured)?;
        if width * height == 0 {
            continue;
        }
        let shot = async || shrunk(page, element.screenshot_as_png_base64().await?, width, height).await;
        let whole = shot().await?.blurred();
        let name = if layers.is_empty() { "the tape".to_owned() } else { layers.join(", ") };
        // A picture without canvases is one layer, compared with white.
        let mut without = Vec::new();
        for layer in layers {
            page.script(TOGGLE, [element.to_json()?, json!(layer)]).await?;
            without.push((layer.clone(), shot().await?.blurred()));
            page.script(TOGGLE, [element.to_json()?, json!(layer)]).await?;
        }
        if without.is_empty() {
            without.push((name.clone(), whole.white()));
        }
        without.retain(|(_, picture)| !picture::differs(&whole, picture).is_empty());
        seen.push(Seen { name, whole, without });
    }
    Ok(seen)
}

impl Seen {
    /// Checks that it is on one of the pages, whole and with all its layers.
    fn is_on(&self, pages: &[Picture]) -> Result<()> {
        let printed = self.whole.found_on(pages).context("it fits on no page")?;
        for (layer, without) in &self.without {
            let visible = picture::differs(&self.whole, without);
            let missing = picture::distance(&printed, &self.whole, &visible)
                / picture::distance(without, &self.whole, &visible);
            ensure!(missing < MISSING, "of the layer {layer} {:.0} % are missing on paper", 100.0 * missing);
        }
        Ok(())
    }
}

/// The largest distance of print from screen, as a share of the distance that a missing layer makes.
const MISSING: f32 = 0.6;
