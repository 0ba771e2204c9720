using System.Buffers.Binary;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Training.Generators.PerClass;

/// <summary>The rows of one class of a fit, with a key of their own.</summary>
/// <param name="Class">The class.</param>
/// <param name="Task">Its rows; the key is the SHA-256 of the fit's key and the class.</param>
internal sealed record ClassPart(int Class, GeneratorFitTask Task)
{
    private static ReadOnlySpan<byte> Word => "class"u8;

    /// <summary>The parts of a fit, one for each class that has rows, in the order of the classes.</summary>
    public static IReadOnlyList<ClassPart> Of(GeneratorFitTask task) =>
    [
        .. Enumerable.Range(0, task.Table.Labels.Length)
            .GroupBy(row => task.Table.Labels[row])
            .OrderBy(rows => rows.Key)
            .Select(rows => new ClassPart(
                rows.Key, new GeneratorFitTask(Key(task.Key, rows.Key), task.Table.Take([.. rows])))),
    ];

    private static StageKey Key(StageKey key, int label)
    {
        Span<byte> bytes = stackalloc byte[Digest.Size + Word.Length + sizeof(int)];
        key.Value.WriteTo(bytes);
        Word.CopyTo(bytes[Digest.Size..]);
        BinaryPrimitives.WriteInt32BigEndian(bytes[^sizeof(int)..], label);
        return new StageKey(Digest.Of(bytes));
    }
}
