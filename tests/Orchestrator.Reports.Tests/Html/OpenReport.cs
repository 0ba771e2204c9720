using Microsoft.Playwright;

namespace Orchestrator.Reports.Tests.Html;

/// <summary>A report in a page of its own, and what the page complained of or asked for.</summary>
internal sealed class OpenReport : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    private OpenReport(IBrowserContext context, IPage page, Uri address)
    {
        _context = context;
        Page = page;
        Address = address;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                Errors.Add(message.Text);
        };
        page.PageError += (_, error) => Errors.Add(error);
        page.Dialog += (_, dialog) =>
        {
            Errors.Add("dialog: " + dialog.Message);
            _ = dialog.DismissAsync();
        };
        context.Request += (_, request) => Requests.Add(request.Url);
    }

    public IPage Page { get; }

    public Uri Address { get; }

    public List<string> Errors { get; } = [];

    public List<string> Requests { get; } = [];

    public static async Task<OpenReport> OpenAsync(IBrowser browser, string path, ColorScheme scheme, int width)
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            ColorScheme = scheme,
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
        });
        context.SetDefaultTimeout(60_000);
        var report = new OpenReport(context, await context.NewPageAsync(), new Uri(path));
        await report.Page.GotoAsync(report.Address.AbsoluteUri);
        await report.SettleAsync();
        return report;
    }

    /// <summary>Waits until every figure on the page holds its chart.</summary>
    public Task SettleAsync() => Page.WaitForFunctionAsync(
        "() => document.querySelector('main') && [...document.querySelectorAll('figure .chart')].every(c => c.querySelector('svg'))");

    public async ValueTask DisposeAsync() => await _context.CloseAsync();
}
