using Microsoft.Playwright;
using Orchestrator.Reports.Documents;
using Orchestrator.Reports.Html;

namespace Orchestrator.Reports.Tests.Html;

/// <summary>One headless Chromium for the tests of the HTML report: the one that the system has installed.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Programs = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orchestrator-report-");
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        var program = Programs.FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException("Chromium is missing: install Debian's chromium, or run .ci/setup tests.");
        Assertions.SetDefaultExpectTimeout(60_000);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = program,
            Headless = true,
            Timeout = 60_000,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
            ],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.CloseAsync();
        _playwright?.Dispose();
        _folder.Delete(recursive: true);
    }

    /// <summary>Writes the report to a file and opens it; what goes wrong is kept. Every figure is drawn.</summary>
    internal async Task<OpenReport> OpenAsync(
        ReportDocument document, ColorScheme scheme = ColorScheme.Light, int width = 1280)
    {
        var report = await OpenUnsettledAsync(document, scheme, width);
        await report.SettleAsync();
        return report;
    }

    internal Task<OpenReport> OpenUnsettledAsync(
        ReportDocument document, ColorScheme scheme = ColorScheme.Light, int width = 1280)
    {
        var path = Path.Combine(_folder.FullName, Path.GetRandomFileName() + ".html");
        using (var writer = File.CreateText(path))
        {
            HtmlReport.Write(document, writer);
        }
        return OpenReport.OpenAsync(_browser!, path, scheme, width);
    }
}
