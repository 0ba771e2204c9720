using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Training.Generators.Tabular;

/// <summary>A table that is ready for the network.</summary>
/// <param name="Task">The task.</param>
/// <param name="Codec">The way from its table to rows and back; holds the rows.</param>
/// <param name="Seconds">Seconds that fitting the codec took.</param>
internal sealed record CodedTask(GeneratorFitTask Task, TabularCodec Codec, double Seconds);

/// <summary>One replica of a fused fit: its table and the record of its fit.</summary>
internal class TabularReplica(int place, CodedTask coded)
{
    private readonly List<float[]> _epochs = [];

    /// <summary>The place of its task in the group's list.</summary>
    public int Place => place;

    /// <summary>The key of every draw.</summary>
    public Digest Key => coded.Task.Key.Value;

    /// <summary>The way from table to rows and back.</summary>
    public TabularCodec Codec => coded.Codec;

    /// <summary>How many training rows.</summary>
    public int RowCount => coded.Task.Table.Labels.Length;

    /// <summary>The epoch, from 1, in which a loss was not finite; null for none.</summary>
    public int? DivergedIn { get; set; }

    /// <summary>The means of the last epoch.</summary>
    public float[] LastEpoch => _epochs[^1];

    /// <summary>
    /// Takes down an epoch's means; where one is not finite the replica ends here.
    /// </summary>
    public void Record(int epoch, float[] means)
    {
        if (Array.TrueForAll(means, float.IsFinite))
            _epochs.Add(means);
        else
            DivergedIn = epoch + 1;
    }

    /// <summary>The record of the fit: series that are not recorded are empty.</summary>
    public GeneratorTrace Trace(double seconds) => new(
        coded.Task.Key, Series(0), Series(1), Series(2), Series(3), coded.Seconds + seconds);

    private float[] Series(int number) =>
        _epochs.Count == 0 || _epochs[0].Length <= number ? [] : [.. _epochs.Select(means => means[number])];
}
