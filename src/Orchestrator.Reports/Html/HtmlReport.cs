using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Orchestrator.Reports.Documents;

namespace Orchestrator.Reports.Html;

/// <summary>
/// A report as one HTML file that holds everything it shows: the document, the program that draws it and its style. It
/// opens from a disk without a network, and its own policy forbids it to ask for anything.
/// </summary>
public static class HtmlReport
{
    private static readonly Lazy<string> Script = new(() => ReadPart("report.js"));
    private static readonly Lazy<string> Style = new(() => ReadPart("style.css"));
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Writes the page. Equal documents give equal pages, character for character.</summary>
    public static void Write(ReportDocument document, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(writer);
        WriteHead(document, writer);
        writer.Write("<body>\n<div id=\"report\">\n");
        WriteWithoutScript(document, writer);
        writer.Write("</div>\n<script type=\"application/json\" id=\"document\">");
        writer.Write(Inert(ReportJson.Write(document)));
        writer.Write("</script>\n<script>");
        writer.Write(Script.Value);
        writer.Write("</script>\n</body>\n</html>\n");
    }

    private static void WriteHead(ReportDocument document, TextWriter writer)
    {
        var names = string.Join(", ", document.Sweeps.Take(4).Select(sweep => sweep.Name));
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Script.Value)));
        var policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; "
            + $"script-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'";
        writer.Write($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{policy}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="generator" content="{Encoder.Encode(document.Program)}">
            <link rel="icon" href="data:,">
            <title>Does synthetic data help? {Encoder.Encode(names)}</title>
            <style>
            """.ReplaceLineEndings("\n"));
        writer.Write(Style.Value);
        writer.Write("</style>\n</head>\n");
    }

    /// <summary>The verdicts, for a browser that runs no programs.</summary>
    private static void WriteWithoutScript(ReportDocument document, TextWriter writer)
    {
        writer.Write("<noscript>\n<main>\n<h1>Does synthetic data help?</h1>\n");
        writer.Write("<p>The figures and tables need JavaScript; the verdicts do not.</p>\n<ul>\n");
        foreach (var verdict in document.Verdicts)
        {
            var sweep = document.Sweeps.FirstOrDefault(s => s.Id == verdict.Sweep)?.Name ?? verdict.Sweep;
            var text = $"{sweep}, {verdict.Model}: {verdict.Text}";
            writer.Write($"<li>{Encoder.Encode(text)}</li>\n");
        }
        writer.Write("</ul>\n</main>\n</noscript>\n");
    }

    /// <summary>
    /// JSON with no character that could end the element it stands in or open another: "&lt;" occurs in its strings
    /// alone, where an escape means the same.
    /// </summary>
    private static string Inert(string json) => json.Replace("<", "\\u003c", StringComparison.Ordinal);

    private static string ReadPart(string name)
    {
        using var stream = typeof(HtmlReport).Assembly.GetManifestResourceStream($"html/{name}")
            ?? throw new InvalidOperationException($"The program was built without the report's {name}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
