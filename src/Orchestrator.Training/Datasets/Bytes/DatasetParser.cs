using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Orchestrator.Sweeps.Specs;

namespace Orchestrator.Training.Datasets.Bytes;

/// <summary>
/// Reads the canonical form of a data set from bytes that are not trusted. Nothing is allocated for a count before the
/// bytes that it counts are known to be there.
/// </summary>
internal sealed class DatasetParser(ReadOnlyMemory<byte> content, string name, DatasetOrigin origin)
{
    private const int LongestLength = 5;

    private int _at;

    private ReadOnlySpan<byte> Rest => content.Span[_at..];

    /// <exception cref="DatasetException">The bytes are malformed.</exception>
    /// <exception cref="ArgumentException">The bytes are well-formed, but their parts do not agree.</exception>
    public TabularDataset Read()
    {
        return Word("the form's name") switch
        {
            DatasetBytes.FormVersion => OfClasses(),
            DatasetBytes.NumbersFormVersion => OfNumbers(),
            _ => throw Malformed($"it does not begin with '{DatasetBytes.FormVersion}'"),
        };
    }

    private TabularDataset OfClasses()
    {
        var target = Word("the target");
        var classes = Words("classes");
        var labels = Integers(Count("rows", sizeof(int)));
        return new TabularDataset(name, target, Columns(labels.Length), classes, labels, origin);
    }

    private TabularDataset OfNumbers()
    {
        var target = Word("the target");
        var targets = Numbers(Count("rows", sizeof(double)));
        return TabularDataset.OfNumbers(name, target, Columns(targets.Length), targets, origin);
    }

    private List<TabularColumn> Columns(int rows)
    {
        var columnCount = Count("columns", LongestLength);
        var columns = new List<TabularColumn>();
        for (var i = 0; i < columnCount; i++)
            columns.Add(Column(rows));
        return _at == content.Length ? columns : throw Malformed($"{content.Length - _at} bytes follow the data set");
    }

    private TabularColumn Column(int rows)
    {
        var schema = new ColumnSchema(
            Word("a column's name"), Choice<ColumnKind>(), Choice<Scaling>(), Choice<Imputation>())
        {
            ImputedMinimum = Minimum(),
        };
        var declared = Flag();
        if (schema.Kind == ColumnKind.Numeric)
            return new NumericColumn(schema with { DeclaredLevels = declared ? [] : null }, Numbers(rows));
        var levels = Words("levels");
        return new CategoryColumn(schema with { DeclaredLevels = declared ? levels : null }, levels, Integers(rows));
    }

    private double? Minimum()
    {
        var text = Word("the least imputed value");
        if (text.Length == 0)
            return null;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var minimum)
            ? minimum
            : throw Malformed("the least imputed value is not a number");
    }

    private T Choice<T>()
        where T : struct, Enum
    {
        var word = Word(typeof(T).Name);
        return Enum.TryParse<T>(word, out var value) && Enum.IsDefined(value)
            ? value
            : throw Malformed($"a column has an unknown {typeof(T).Name}");
    }

    private bool Flag() => Take(1, "a flag")[0] switch
    {
        0 => false,
        1 => true,
        _ => throw Malformed("a flag is neither 0 nor 1"),
    };

    private List<string> Words(string what)
    {
        var count = Count(what, 1);
        var words = new List<string>();
        for (var i = 0; i < count; i++)
            words.Add(Word(what));
        return words;
    }

    private int Count(string what, int leastBytesEach)
    {
        var count = BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int), what));
        return count >= 0 && count <= Rest.Length / leastBytesEach
            ? count
            : throw Malformed($"it has {count} {what} in {Rest.Length} bytes");
    }

    private int[] Integers(int count)
    {
        var bytes = Take((long)count * sizeof(int), "codes");
        var values = new int[count];
        for (var i = 0; i < count; i++)
            values[i] = BinaryPrimitives.ReadInt32LittleEndian(bytes[(i * sizeof(int))..]);
        return values;
    }

    private double[] Numbers(int count)
    {
        var bytes = Take((long)count * sizeof(double), "numbers");
        var values = new double[count];
        for (var i = 0; i < count; i++)
            values[i] = BinaryPrimitives.ReadDoubleLittleEndian(bytes[(i * sizeof(double))..]);
        return values;
    }

    // A length in groups of seven bits, the lowest first, then UTF-8.
    private string Word(string what)
    {
        var length = 0L;
        for (var place = 0; ; place++)
        {
            if (place == LongestLength)
                throw Malformed($"the length of {what} is not one");
            var part = Take(1, what)[0];
            length |= (part & 0x7FL) << (7 * place);
            if (part < 0x80)
                break;
        }

        return Encoding.UTF8.GetString(Take(length, what));
    }

    private ReadOnlySpan<byte> Take(long count, string what)
    {
        if (count > Rest.Length)
            throw Malformed($"it ends within {what}");
        var taken = Rest[..(int)count];
        _at += taken.Length;
        return taken;
    }

    private DatasetException Malformed(string why) => new($"{name}: the bytes are not a data set: {why}");
}
