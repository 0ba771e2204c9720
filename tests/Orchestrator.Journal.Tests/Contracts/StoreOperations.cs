using FsCheck;
using FsCheck.Fluent;
using Orchestrator.Journal.Contracts;

namespace Orchestrator.Journal.Tests.Contracts;

/// <summary>One step of a generated sequence.</summary>
internal abstract record StoreOperation
{
    public sealed record Append(StoreBatch Batch) : StoreOperation;

    public sealed record Save(SweepRecord Sweep) : StoreOperation;

    public sealed record Reopen : StoreOperation;
}

/// <summary>Sequences over few keys, so that most steps meet what earlier ones left.</summary>
internal static class StoreOperations
{
    public const int Numbers = 8;

    public static readonly IReadOnlyList<string> Sweeps = ["a", "b"];

    private static readonly Gen<int> Number = Gen.Choose(0, Numbers - 1);

    private static readonly Gen<int> Variant = Gen.Choose(0, 3);

    public static Arbitrary<StoreOperation[]> Sequences { get; } = Gen.ArrayOf(Operation()).ToArbitrary();

    private static Gen<StoreOperation> Operation() => Gen.Frequency(
        (8, Batch().Select(StoreOperation (b) => new StoreOperation.Append(b))),
        (2, Gen.Zip(Gen.Zip(Number, Variant), Variant).Select(
            StoreOperation (s) => new StoreOperation.Save(Samples.Sweep(s.Item1.Item1) with
            {
                Name = $"v{s.Item1.Item2}",
                Priority = s.Item1.Item2,
                IdempotencyKey = s.Item2 == 0 ? null : $"key {s.Item2}",
            }))),
        (1, Gen.Constant<StoreOperation>(new StoreOperation.Reopen())));

    private static Gen<StoreBatch> Batch()
    {
        var results = Gen.Zip(Number, Variant).Select(r => Samples.Result(r.Item1, r.Item2));
        var failures = Gen.Zip(Gen.Zip(Gen.Elements<string>(Sweeps), Number), Variant)
            .Select(f => Samples.Failure(f.Item1.Item1, f.Item1.Item2, f.Item1.Item2, f.Item2));
        var traces = Gen.Zip(Number, Variant).Select(t => Samples.Trace(t.Item1, t.Item2));
        return Gen.Zip(Gen.Zip(Some(results), Some(failures)), Some(traces))
            .Select(b => new StoreBatch(b.Item1.Item1, b.Item1.Item2, b.Item2));
    }

    private static Gen<T[]> Some<T>(Gen<T> item) => Gen.Choose(0, 3).SelectMany(count => Gen.ArrayOf(item, count));
}
