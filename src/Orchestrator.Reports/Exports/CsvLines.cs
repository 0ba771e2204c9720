using CsvHelper;

namespace Orchestrator.Reports.Exports;

/// <summary>Comma-separated lines: RFC 4180 quoting, LF line ends, no byte order mark.</summary>
internal sealed class CsvLines : IAsyncDisposable
{
    private readonly CsvWriter _csv;

    /// <summary>Lines on <paramref name="writer"/>, which stays open.</summary>
    public CsvLines(TextWriter writer) =>
        _csv = CsvWriter.Create(writer, CsvWriterOptions.Default with { NewLine = "\n" }, true);

    /// <summary>Writes lines that are all in memory; <paramref name="writer"/> stays open.</summary>
    public static void Write(TextWriter writer, IEnumerable<IReadOnlyList<string>> lines)
    {
        using var csv = CsvWriter.Create(writer, CsvWriterOptions.Default with { NewLine = "\n" }, true);
        foreach (var line in lines)
            csv.WriteRecord([.. line]);
    }

    /// <summary>Writes one line.</summary>
    public ValueTask WriteAsync(IEnumerable<string> fields, CancellationToken cancellation) =>
        _csv.WriteRecordAsync([.. fields], cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _csv.DisposeAsync();
}
