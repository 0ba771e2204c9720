using System.Globalization;
using Microsoft.Playwright;

namespace Orchestrator.Reports.Tests.Html;

/// <summary>The report in a browser, opened from its file.</summary>
[Collection(nameof(Browser))]
public sealed class ReportPageTests(Browser browser)
{
    private static readonly string[] Sections =
    [
        "answer", "gains", "scores", "map", "worth", "ranks", "quality", "trade", "columns", "training", "comparisons", "trials", "origin",
    ];

    [Fact]
    public async Task Page_opens_from_its_file_and_asks_for_nothing_else()
    {
        await using var report = await browser.OpenAsync(new SampleReport().Build());
        Assert.Empty(report.Errors);
        Assert.Equal([report.Address.AbsoluteUri], report.Requests);
    }

    [Fact]
    public async Task Answer_comes_first_and_every_model_has_a_sentence()
    {
        var document = new SampleReport().Build();
        await using var report = await browser.OpenAsync(document);
        Assert.Equal("answer", await report.Page.Locator("main section").First.GetAttributeAsync("id"));
        Assert.Equal(document.Verdicts.Count, await report.Page.Locator("#answer .verdicts li").CountAsync());
        var first = await report.Page.Locator("#answer .verdicts li").First.InnerTextAsync();
        Assert.Contains(document.Verdicts[0].Text, first, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_section_has_its_figures_each_with_a_name_a_description_and_its_numbers()
    {
        await using var report = await browser.OpenAsync(new SampleReport().Build());
        var page = report.Page;
        foreach (var id in Sections)
        {
            await Assertions.Expect(page.Locator($"section#{id} > h2")).ToHaveCountAsync(1);
        }
        foreach (var (id, count) in new[]
        {
            ("gains", 1), ("scores", 7), ("map", 7), ("worth", 2), ("ranks", 1), ("trade", 2), ("columns", 12), ("training", 5),
        })
        {
            await Assertions.Expect(page.Locator($"#{id} figure")).ToHaveCountAsync(count);
            foreach (var figure in await page.Locator($"#{id} figure").AllAsync())
            {
                var drawing = figure.Locator("svg[role=img]");
                var title = await figure.Locator("figcaption").InnerTextAsync();
                Assert.Equal(title, await drawing.GetAttributeAsync("aria-label"));
                Assert.NotEmpty(await drawing.GetAttributeAsync("aria-description") ?? "");
                await figure.Locator("summary").ClickAsync();
                await Assertions.Expect(figure.Locator("table tbody tr").First).ToBeVisibleAsync();
            }
        }
    }

    [Fact]
    public async Task What_may_be_noise_is_hatched()
    {
        var document = new SampleReport().Build();
        await using var report = await browser.OpenAsync(document);
        var model = document.Verdicts[0].Model;
        var noise = document.Comparisons
            .Count(item => item.Sweep == document.Sweeps[0].Id && item.Model == model && item.AdjustedP > 0.05);
        var hatched = await report.Page.Locator("#map g[fill^='url(#hatch'] rect").CountAsync();
        Assert.Equal(noise, hatched);
    }

    [Fact]
    public async Task Trials_are_filtered_sorted_and_paged_by_keyboard()
    {
        var document = new SampleReport().Build();
        await using var report = await browser.OpenAsync(document);
        var page = report.Page;
        var table = page.Locator("#trial-table");
        var status = table.GetByRole(AriaRole.Status);
        var all = document.Trials.Count.ToString("N0", CultureInfo.InvariantCulture);
        await Assertions.Expect(status).ToHaveTextAsync($"{all} trials");
        await table.GetByLabel("Contains").FocusAsync();
        await page.Keyboard.TypeAsync("SIGNAL 9");
        await Assertions.Expect(status).ToHaveTextAsync($"4 of {all} trials");
        await Assertions.Expect(table.Locator("tbody tr")).ToHaveCountAsync(4);
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("pima");
        await Assertions.Expect(status).ToHaveTextAsync($"1 of {all} trials");
        await Assertions.Expect(table.Locator("tbody tr").First).ToContainTextAsync("pima-diabetes-boost");
        await page.Keyboard.PressAsync("Home");
        await page.Keyboard.PressAsync("Shift+Tab");
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.PressAsync("Delete");
        await Assertions.Expect(status).ToHaveTextAsync($"{all} trials");
        var head = table.GetByRole(AriaRole.Columnheader, new LocatorGetByRoleOptions { Name = "Score" });
        await head.GetByRole(AriaRole.Button).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(head).ToHaveAttributeAsync("aria-sort", "ascending");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(head).ToHaveAttributeAsync("aria-sort", "descending");
        await table.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Next page" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(table.Locator(".where")).ToHaveTextAsync("Page 2 of 212");
        Assert.Empty(report.Errors);
    }

    [Fact]
    public async Task Figures_follow_the_chosen_sweep_and_model()
    {
        await using var report = await browser.OpenAsync(new SampleReport().Build());
        var bar = report.Page.GetByRole(AriaRole.Group, new PageGetByRoleOptions { Name = "What the figures show" });
        await bar.GetByLabel("Sweep").SelectOptionAsync("abalone-boost");
        await bar.GetByLabel("Model").FocusAsync();
        await bar.GetByLabel("Model").SelectOptionAsync("svm-rbf");
        await report.SettleAsync();
        await Assertions.Expect(report.Page.Locator("#scores figcaption").First).ToHaveTextAsync("wgan-gp: svm-rbf on abalone-boost");
        await Assertions.Expect(report.Page.Locator("#gains figcaption")).ToContainTextAsync("abalone-boost");
        await Assertions.Expect(report.Page.Locator("#quality")).ToContainTextAsync("Nothing was measured of duplicate.");
        await Assertions.Expect(bar.GetByLabel("Model")).ToBeFocusedAsync();
        Assert.Empty(report.Errors);
    }

    [Fact]
    public async Task Skip_link_leads_past_the_contents()
    {
        await using var report = await browser.OpenAsync(new SampleReport().Build(1));
        await report.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(report.Page.Locator("a.skip")).ToBeFocusedAsync();
        await report.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(report.Page.Locator("#main")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Twenty_thousand_trials_are_shown_a_page_at_a_time()
    {
        var sample = new SampleReport().Build(2);
        var document = sample with
        {
            Comparisons = [.. sample.Comparisons.Take(400)],
            Verdicts = [.. sample.Verdicts.Where(verdict => verdict.Best < 400)],
            Trials = [.. Enumerable.Range(0, 20_000).Select(index => sample.Trials[index % sample.Trials.Count] with { Index = index })],
            TrialsLeftOut = 1234,
        };
        await using var report = await browser.OpenAsync(document);
        await Assertions.Expect(report.Page.Locator("#trial-table tbody tr")).ToHaveCountAsync(25);
        await Assertions.Expect(report.Page.Locator("#trials")).ToContainTextAsync("1,234 further trials");
        await report.Page.Locator("#trial-table").GetByLabel("Contains").FillAsync("19999");
        await Assertions.Expect(report.Page.Locator("#trial-table").GetByRole(AriaRole.Status)).ToHaveTextAsync("1 of 20,000 trials");
        Assert.Empty(report.Errors);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Parts_that_are_missing_say_why(bool unknown)
    {
        await using var report = await browser.OpenAsync(unknown ? EmptyReport.Unknown() : EmptyReport.Build());
        Assert.Empty(report.Errors);
        foreach (var id in Sections)
        {
            await Assertions.Expect(report.Page.Locator($"section#{id} > h2")).ToHaveCountAsync(1);
        }
        foreach (var id in new[] { "gains", "scores", "map", "worth", "ranks", "trade" })
        {
            Assert.True(await report.Page.Locator($"#{id} .missing").CountAsync() > 0, $"{id} does not say why it is empty");
        }
        Assert.DoesNotContain("NaN", await report.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("undefined", await report.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Markup_in_names_is_shown_and_not_run()
    {
        await using var report = await browser.OpenAsync(HostileReport.Build());
        Assert.Empty(report.Errors);
        Assert.Equal([report.Address.AbsoluteUri], report.Requests);
        await Assertions.Expect(report.Page.Locator("#report b, #report img, #report script")).ToHaveCountAsync(0);
        await Assertions.Expect(report.Page.Locator("#answer .verdicts li").First).ToContainTextAsync(HostileReport.Name);
        await Assertions.Expect(report.Page.Locator("#scores figcaption").First).ToContainTextAsync(HostileReport.Name);
    }

    [Fact]
    public async Task Report_of_a_later_form_is_refused_in_words()
    {
        await using var report = await browser.OpenUnsettledAsync(EmptyReport.Build() with { FormatVersion = 2 });
        await Assertions.Expect(report.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("form 2; this page reads up to 1");
    }
}
