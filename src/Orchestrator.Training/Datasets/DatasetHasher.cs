using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Training.Datasets;

/// <summary>
/// Hashes schema and values of a data set in one canonical form: words with their lengths, numbers little-endian.
/// </summary>
internal sealed class DatasetHasher
{
    private const string FormVersion = "dataset v1";

    private readonly MemoryStream _bytes = new();
    private readonly BinaryWriter _writer;

    private DatasetHasher()
    {
        _writer = new BinaryWriter(_bytes, Encoding.UTF8);
    }

    public static Digest Hash(TabularDataset dataset)
    {
        var hasher = new DatasetHasher();
        hasher.Write(dataset);
        hasher._writer.Flush();
        hasher._bytes.Position = 0;
        return Digest.FromBytes(SHA256.HashData(hasher._bytes));
    }

    private void Write(TabularDataset dataset)
    {
        _writer.Write(FormVersion);
        _writer.Write(dataset.Target);
        Write(dataset.Classes);
        _writer.Write(dataset.Rows);
        foreach (var label in dataset.Labels)
            _writer.Write(label);
        _writer.Write(dataset.Columns.Count);
        foreach (var column in dataset.Columns)
            Write(column);
    }

    private void Write(TabularColumn column)
    {
        var schema = column.Schema;
        _writer.Write(schema.Name);
        _writer.Write(schema.Kind.ToString());
        _writer.Write(schema.Scaling.ToString());
        _writer.Write(schema.Imputation.ToString());
        _writer.Write(schema.ImputedMinimum?.ToString("R", CultureInfo.InvariantCulture) ?? "");
        _writer.Write(schema.DeclaredLevels is not null);
        if (column is CategoryColumn categories)
        {
            Write(categories.Levels);
            foreach (var code in categories.Codes)
                _writer.Write(code);
        }
        else
        {
            foreach (var value in ((NumericColumn)column).Values)
                _writer.Write(Canonical(value));
        }
    }

    private void Write(IReadOnlyList<string> words)
    {
        _writer.Write(words.Count);
        foreach (var word in words)
            _writer.Write(word);
    }

    // Every NaN has one form; adding zero turns -0 into 0.
    private static double Canonical(double value) => double.IsNaN(value) ? double.NaN : value + 0.0;
}
