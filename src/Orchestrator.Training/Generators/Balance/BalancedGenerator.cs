using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Generators.Balance;

/// <summary>
/// The rows of another generator, chosen so that classes become equally large together with the real rows: each row is
/// the next of its class among those that the other gives. Row i is a function of the other's rows and i alone.
/// </summary>
/// <param name="name">The other's name, for messages.</param>
/// <param name="inner">The other.</param>
/// <param name="real">The real rows of each class.</param>
internal sealed class BalancedGenerator(string name, FittedGenerator inner, IReadOnlyList<int> real) : FittedGenerator
{
    private const int LeastDrawn = 256;
    private const int LeastLimit = 100_000;
    private const int DrawnARow = 100;
    private const int MostNumbers = 50_000_000;

    /// <inheritdoc/>
    public override GeneratorTrace Trace => inner.Trace;

    /// <inheritdoc/>
    /// <exception cref="TrainingException">
    /// The other gives too few rows of a class: among its first 100 for each row wanted, 100,000 at least and as many
    /// as 400 MB hold at most, they are not.
    /// </exception>
    public override PreparedTable Synthesise(int count, TrainingContext context)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (count == 0)
            return inner.Synthesise(0, context);
        var classes = ClassFilling.Of(real, count);
        var wanted = new int[real.Count];
        foreach (var c in classes)
            wanted[c]++;
        return Interleave(classes, OneByOne(wanted, context) ?? Together(wanted, count, context));
    }

    private PreparedTable?[]? OneByOne(int[] wanted, TrainingContext context)
    {
        var parts = new PreparedTable?[wanted.Length];
        for (var c = 0; c < wanted.Length; c++)
        {
            if (wanted[c] == 0)
                continue;
            parts[c] = inner.SynthesiseClass(c, wanted[c], context);
            if (parts[c] is null)
                return null;
        }

        return parts;
    }

    private PreparedTable?[] Together(int[] wanted, int count, TrainingContext context)
    {
        var width = Math.Max(1, inner.Synthesise(0, context).Features.Columns);
        var limit = Math.Max(
            count, Math.Min(Math.Max(LeastLimit, (long)DrawnARow * count), MostNumbers / width));
        for (var drawn = Math.Min(Math.Max(count, LeastDrawn), limit); ; drawn = Math.Min(2 * drawn, limit))
        {
            var rows = inner.Synthesise((int)drawn, context);
            var given = new int[wanted.Length];
            foreach (var label in rows.Labels)
                given[label]++;
            var missing = Enumerable.Range(0, wanted.Length).FirstOrDefault(c => given[c] < wanted[c], -1);
            if (missing < 0)
                return [.. wanted.Select((n, c) => n == 0 ? null : First(rows, c, n))];
            if (drawn == limit)
            {
                throw new TrainingException(
                    $"{name} cannot equalise the classes: of class {missing} it gave {given[missing]:N0} rows among "
                    + $"its first {rows.Labels.Length:N0}, and {wanted[missing]:N0} are wanted.");
            }
        }
    }

    private static PreparedTable First(PreparedTable rows, int label, int count) => rows.Take(
        [.. Enumerable.Range(0, rows.Labels.Length).Where(row => rows.Labels[row] == label).Take(count)]);

    private static PreparedTable Interleave(int[] classes, PreparedTable?[] parts)
    {
        var shape = parts.First(part => part is not null)!;
        var features = new Matrix(classes.Length, shape.Features.Columns);
        var next = new int[parts.Length];
        for (var i = 0; i < classes.Length; i++)
            parts[classes[i]]!.Features.Row(next[classes[i]]++).CopyTo(features.Row(i));
        return shape with { Features = features, Labels = classes };
    }
}
