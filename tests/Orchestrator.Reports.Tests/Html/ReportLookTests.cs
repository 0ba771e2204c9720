using System.Text.Json;
using Microsoft.Playwright;

namespace Orchestrator.Reports.Tests.Html;

/// <summary>Light and dark, narrow and on paper, and for those who do not see it.</summary>
[Collection(nameof(Browser))]
public sealed class ReportLookTests(Browser browser)
{
    private static readonly string Axe = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "axe.min.js"));

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 375)]
    public async Task Page_has_no_serious_accessibility_fault(ColorScheme scheme, int width)
    {
        await using var report = await browser.OpenAsync(new SampleReport().Build(), scheme, width);
        foreach (var summary in await report.Page.Locator("details:not([open]) > summary").AllAsync())
        {
            if (await summary.IsVisibleAsync())
                await summary.ClickAsync();
        }
        var faults = await report.FaultsAsync(Axe);
        Assert.Empty(faults);
    }

    [Fact]
    public async Task Theme_follows_the_system()
    {
        await using var light = await browser.OpenAsync(new SampleReport().Build(1));
        await using var dark = await browser.OpenAsync(new SampleReport().Build(1), ColorScheme.Dark);
        Assert.Equal("rgb(255, 255, 255)", await light.StyleAsync("body", "background-color"));
        Assert.Equal("rgb(20, 23, 27)", await dark.StyleAsync("body", "background-color"));
        Assert.NotEqual(await light.StyleAsync("#map svg text", "fill"), await dark.StyleAsync("#map svg text", "fill"));
    }

    [Fact]
    public async Task Paper_is_light_and_without_controls()
    {
        await using var report = await browser.OpenAsync(new SampleReport().Build(), ColorScheme.Dark);
        await report.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        Assert.Equal("rgb(255, 255, 255)", await report.StyleAsync("body", "background-color"));
        await Assertions.Expect(report.Page.Locator("nav")).ToBeHiddenAsync();
        await Assertions.Expect(report.Page.Locator("#trial-table .pages")).ToBeHiddenAsync();
        await Assertions.Expect(report.Page.Locator("#answer .verdicts li").First).ToBeVisibleAsync();
        await Assertions.Expect(report.Page.Locator("#map svg[role=img]").First).ToBeVisibleAsync();
        var paper = await report.Page.PdfAsync(new PagePdfOptions { Format = "A4" });
        Assert.True(paper.AsSpan().StartsWith("%PDF"u8));
        Assert.Empty(report.Errors);
    }

    [Fact]
    public async Task Page_fits_a_phone()
    {
        await using var report = await browser.OpenAsync(new SampleReport().Build(), ColorScheme.Light, 375);
        Assert.Equal(375, (await report.Page.EvaluateAsync<JsonElement>("() => document.documentElement.scrollWidth")).GetInt32());
        foreach (var chart in await report.Page.Locator("figure svg[role=img]").AllAsync())
        {
            var box = await chart.BoundingBoxAsync();
            Assert.InRange(box!.Width, 200, 375);
        }
    }
}
