using System.Text.RegularExpressions;
using Orchestrator.Reports.Documents;
using Orchestrator.Reports.Html;

namespace Orchestrator.Reports.Tests.Html;

/// <summary>The page as text: what it holds, and what it can never hold.</summary>
public sealed class HtmlReportTests
{
    [Fact]
    public void Page_is_the_same_for_the_same_document() =>
        Assert.Equal(Page(new SampleReport().Build(2)), Page(new SampleReport().Build(2)));

    [Fact]
    public void Page_names_no_resource_outside_itself()
    {
        var page = Page(new SampleReport().Build(1));
        Assert.DoesNotMatch(@"<script[^>]*\bsrc=", page);
        Assert.DoesNotMatch(@"<(img|iframe|object|embed|base)\b", page);
        Assert.Equal(["data:,"], Regex.Matches(page, @"<link[^>]*href=""([^""]*)""").Select(m => m.Groups[1].Value));
        Assert.DoesNotMatch(@"@import|url\((?!#)[^$]", Part(page, "<style>", "</style>"));
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Document_in_the_page_reads_back()
    {
        var document = new SampleReport().Build(1);
        var text = Part(Page(document), "id=\"document\">", "</script>");
        Assert.Equal(ReportJson.Write(document), ReportJson.Write(ReportJson.Read(text)));
    }

    [Fact]
    public void Markup_in_names_ends_no_element()
    {
        var page = Page(HostileReport.Build());
        Assert.Equal(2, Regex.Count(page, "</script>"));
        Assert.DoesNotContain("<b>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<!--", Part(page, "id=\"document\">", "</script>"), StringComparison.Ordinal);
    }

    [Fact]
    public void Verdicts_are_there_without_a_program()
    {
        var document = new SampleReport().Build(1);
        var text = Part(Page(document), "<noscript>", "</noscript>");
        Assert.Equal(document.Verdicts.Count, Regex.Count(text, "<li>"));
    }

    [Fact]
    public void Notices_of_the_libraries_stand_in_the_page() =>
        Assert.Matches(@"@observablehq/plot [\d.]+ \(ISC\) Copyright", Page(EmptyReport.Build()));

    private static string Page(ReportDocument document)
    {
        using var writer = new StringWriter();
        HtmlReport.Write(document, writer);
        return writer.ToString();
    }

    private static string Part(string page, string from, string to)
    {
        var start = page.IndexOf(from, StringComparison.Ordinal) + from.Length;
        return page[start..page.IndexOf(to, start, StringComparison.Ordinal)];
    }
}
