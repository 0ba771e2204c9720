using System.Text.Json;
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
        return report;
    }

    /// <summary>What axe finds that is serious or critical: the rule, and where it is broken.</summary>
    public async Task<IReadOnlyList<string>> FaultsAsync(string axe)
    {
        await Page.EvaluateAsync(axe);
        var found = await Page.EvaluateAsync<JsonElement>("() => axe.run().then(result => result.violations)");
        return [.. found.EnumerateArray()
            .Where(fault => fault.GetProperty("impact").GetString() is "serious" or "critical")
            .Select(fault => $"{fault.GetProperty("id")}: {string.Join(" | ", fault.GetProperty("nodes").EnumerateArray()
                .Take(5).Select(node => node.GetProperty("html").GetString()))}")];
    }

    /// <summary>A computed style of the first element that a selector finds.</summary>
    public Task<string> StyleAsync(string selector, string property) => Page.Locator(selector).First
        .EvaluateAsync<string>("(element, name) => getComputedStyle(element).getPropertyValue(name)", property);

    /// <summary>Waits until every figure on the page holds its chart.</summary>
    public Task SettleAsync() => Page.WaitForFunctionAsync(
        "() => document.querySelector('main') && [...document.querySelectorAll('figure .chart')].every(c => c.querySelector('svg'))");

    public async ValueTask DisposeAsync() => await _context.CloseAsync();
}
