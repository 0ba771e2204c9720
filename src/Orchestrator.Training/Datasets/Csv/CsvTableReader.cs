using System.Text;
using CsvHelper;

namespace Orchestrator.Training.Datasets.Csv;

/// <summary>Reads the fields of a CSV file: UTF-8, a header line, comma, semicolon or tab between fields.</summary>
internal static class CsvTableReader
{
    private static readonly UTF8Encoding StrictUtf8 = new(
        encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a file from the disk.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="file">The file as messages name it.</param>
    /// <exception cref="DatasetException">The file cannot be read or is not a table.</exception>
    public static CsvTable ReadFile(string path, string file)
    {
        if (Directory.Exists(path))
            throw new DatasetException($"{file}: this is a folder; a CSV file is wanted");
        if (!File.Exists(path))
            throw new DatasetException(KnownFiles.Missing(file, path));
        try
        {
            return Read(File.ReadAllBytes(path), file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"{file}: cannot be read: {error.Message}");
        }
    }

    /// <summary>Reads the content of a file.</summary>
    /// <exception cref="DatasetException">The content is not a table.</exception>
    public static CsvTable Read(byte[] content, string file)
    {
        var text = Decode(content, file);
        if (string.IsNullOrWhiteSpace(text))
            throw new DatasetException($"{file}: the file is empty; a header line and rows are wanted");

        var problems = new ProblemList();
        var quoting = new ProblemList();
        using var reader = CsvReader.FromText(text, Options(file, quoting));
        if (!reader.Read())
            throw new DatasetException($"{file}: the file is empty; a header line and rows are wanted");
        var header = reader.Current.ToArray();
        CheckHeader(header, $"{file}:{reader.LineNumber}", problems);
        problems.ThrowIfAny();
        var table = ReadRows(reader, file, header, problems);
        quoting.ThrowIfAny(); // First: a stray quotation mark makes rows ragged.
        problems.ThrowIfAny();
        if (table.Rows.Count == 0)
            throw new DatasetException(
                $"{file}: no rows are left below the header (empty lines do not count); at least 2 are needed");
        return table;
    }

    private static CsvTable ReadRows(CsvReader reader, string file, string[] header, ProblemList problems)
    {
        var rows = new List<string[]>();
        var lines = new List<int>();
        while (reader.Read())
        {
            var fields = reader.Current.ToArray();
            if (fields.All(string.IsNullOrEmpty))
                continue;
            if (fields.Length != header.Length)
                problems.Add($"{file}:{reader.LineNumber}: {fields.Length} fields; the header has {header.Length}");
            rows.Add(fields);
            lines.Add((int)reader.LineNumber);
        }

        return new CsvTable(file, header, rows, lines);
    }

    private static void CheckHeader(string[] header, string place, ProblemList problems)
    {
        for (var i = 0; i < header.Length; i++)
        {
            if (header[i].Length == 0)
                problems.Add($"{place}: column {i + 1} has no name; every column of the header needs one");
        }

        var repeated = header.Where(name => name.Length > 0).GroupBy(name => name).Where(group => group.Count() > 1);
        foreach (var name in repeated)
            problems.Add($"{place}: the header has {name.Count()} columns named '{name.Key}'; names must differ");
    }

    private static string Decode(byte[] content, string file)
    {
        var zero = Array.IndexOf(content, (byte)0);
        if (zero >= 0)
            throw new DatasetException($"{file}: byte {zero + 1} is zero: not a text file; CSV in UTF-8 is wanted");
        try
        {
            return StrictUtf8.GetString(content).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException error)
        {
            var line = 1 + content.AsSpan(0, Math.Clamp(error.Index, 0, content.Length)).Count((byte)'\n');
            throw new DatasetException($"{file}:{line}: this is not UTF-8 text; save the file as CSV in UTF-8");
        }
    }

    private static CsvReaderOptions Options(string file, ProblemList problems) => new()
    {
        HasHeader = false,
        TrimWhitespace = true,
        TrimInsideQuotes = true,
        TrackLineNumbers = true,
        OnMalformedRecord = record => problems.Add($"{file}:{record.LineNumber}: {Describe(record.Reason)}"),
    };

    private static string Describe(CsvMalformedReason reason) => reason switch
    {
        CsvMalformedReason.UnterminatedQuote => "a quotation mark opens a field and is never closed",
        CsvMalformedReason.TextAfterClosingQuote =>
            "text behind a closing quotation mark; within quotes write \"\" for \"",
        _ => "a quotation mark within an unquoted field; quote the whole field and write \"\" for \"",
    };
}
