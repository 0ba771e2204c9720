using System.Globalization;
using System.Text;

namespace Orchestrator.Training.Datasets.Bytes;

/// <summary>Writes the canonical form of a data set. A change here changes every content hash.</summary>
internal sealed class DatasetWriter
{
    private readonly BinaryWriter _writer;

    private DatasetWriter(BinaryWriter writer) => _writer = writer;

    public static void Write(TabularDataset dataset, Stream stream)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        new DatasetWriter(writer).Write(dataset);
    }

    private void Write(TabularDataset dataset)
    {
        _writer.Write(dataset.IsRegression ? DatasetBytes.NumbersFormVersion : DatasetBytes.FormVersion);
        _writer.Write(dataset.Target);
        if (dataset.IsRegression)
            WriteTargets(dataset);
        else
            WriteLabels(dataset);
        _writer.Write(dataset.Columns.Count);
        foreach (var column in dataset.Columns)
            Write(column);
    }

    private void WriteLabels(TabularDataset dataset)
    {
        Write(dataset.Classes);
        _writer.Write(dataset.Rows);
        foreach (var label in dataset.Labels)
            _writer.Write(label);
    }

    private void WriteTargets(TabularDataset dataset)
    {
        _writer.Write(dataset.Rows);
        foreach (var target in dataset.Targets)
            _writer.Write(Canonical(target));
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
