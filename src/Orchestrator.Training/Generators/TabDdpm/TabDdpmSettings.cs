using Orchestrator.Sweeps.Catalog;

namespace Orchestrator.Training.Generators.TabDdpm;

/// <summary>The settings of a diffusion, read once a fit.</summary>
internal sealed record TabDdpmSettings
{
    private const int MostEntries = 100;

    /// <summary>Training steps.</summary>
    public required int Steps { get; init; }

    /// <summary>Rows of a batch, at most.</summary>
    public required int Batch { get; init; }

    /// <summary>How noise grows.</summary>
    public required NoiseSchedule Noise { get; init; }

    /// <summary>Outputs of the hidden layers.</summary>
    public required IReadOnlyList<int> Hidden { get; init; }

    /// <summary>Numbers that time and class are embedded in.</summary>
    public required int Embedding { get; init; }

    /// <summary>The share that hidden layers drop.</summary>
    public required float Dropout { get; init; }

    /// <summary>The rate at the start.</summary>
    public required double Rate { get; init; }

    /// <summary>Whether the rate falls to zero, evenly.</summary>
    public required bool Anneals { get; init; }

    /// <summary>The decay of weights.</summary>
    public required double Decay { get; init; }

    /// <summary>Quantiles of a column of numbers, 0 for the published number.</summary>
    public required int Quantiles { get; init; }

    /// <summary>Whether numbers of few, evenly spaced values are rounded to these.</summary>
    public required bool Rounds { get; init; }

    /// <summary>Times gone through to synthesise, 0 for all.</summary>
    public required int SamplingSteps { get; init; }

    /// <summary>Steps that one entry of the trace is the mean of.</summary>
    public int StepsAnEntry => (Steps + MostEntries - 1) / MostEntries;

    /// <summary>Entries of the trace; the last may have fewer steps.</summary>
    public int Entries => (Steps + StepsAnEntry - 1) / StepsAnEntry;

    /// <summary>Reads the settings.</summary>
    public static TabDdpmSettings Read(SettingValues values) => new()
    {
        Steps = values.Integer("steps"),
        Batch = values.Integer("batch"),
        Noise = values.Text("noise-schedule") == "linear"
            ? NoiseSchedule.Linear(values.Integer("timesteps"))
            : NoiseSchedule.Cosine(values.Integer("timesteps")),
        Hidden = values.Integers("hidden"),
        Embedding = values.Integer("time-embedding"),
        Dropout = (float)values.Real("dropout"),
        Rate = values.Real("learning-rate"),
        Anneals = values.Text("schedule") == "linear",
        Decay = values.Real("weight-decay"),
        Quantiles = values.Integer("quantiles"),
        Rounds = values.Text("discrete") == "round",
        SamplingSteps = values.Integer("sampling-steps"),
    };

    /// <summary>The rate of a step, from 0.</summary>
    public double RateAt(int step) => Anneals ? Rate * (1 - ((double)step / Steps)) : Rate;
}
