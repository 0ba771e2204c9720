using Orchestrator.Sweeps.Catalog;

namespace Orchestrator.Training.Fusion.Schedules;

/// <summary>The course of the learning rate: a factor of the rate that is set, for each step of the training.</summary>
internal abstract record LearningRateSchedule
{
    /// <summary>The schedule that the settings <c>schedule</c> and <c>schedule-…</c> name.</summary>
    public static LearningRateSchedule Read(SettingValues values) => values.Text("schedule") switch
    {
        "one-cycle" => new OneCycleSchedule(values.Real("schedule-warmup")),
        "step" => new StepSchedule(values.Integer("schedule-every"), values.Real("schedule-factor")),
        _ => new ConstantSchedule(),
    };

    /// <summary>The factor at a step.</summary>
    /// <param name="step">The step, from 0.</param>
    /// <param name="stepsAnEpoch">Steps of an epoch, from 1.</param>
    /// <param name="epochs">Epochs of the whole training, at most; from 1.</param>
    public abstract double FactorAt(long step, int stepsAnEpoch, int epochs);
}

/// <summary>The rate stays what it is set to.</summary>
internal sealed record ConstantSchedule : LearningRateSchedule
{
    /// <inheritdoc/>
    public override double FactorAt(long step, int stepsAnEpoch, int epochs) => 1;
}

/// <summary>
/// The rate rises from a 25th of what it is set to up to that, and falls to a 250,000th, both along a half cosine
/// (Smith and Topin 2018; the numbers are fastai's and PyTorch's defaults).
/// </summary>
/// <param name="Warmup">Share of the steps in which it rises.</param>
internal sealed record OneCycleSchedule(double Warmup) : LearningRateSchedule
{
    private const double First = 1.0 / 25;
    private const double Last = First / 10_000;

    /// <inheritdoc/>
    public override double FactorAt(long step, int stepsAnEpoch, int epochs)
    {
        var steps = (double)stepsAnEpoch * epochs;
        var top = (Warmup * steps) - 1;
        return step <= top
            ? Between(First, 1, top <= 0 ? 1 : step / top)
            : Between(1, Last, Math.Min(1, (step - top) / Math.Max(1, steps - 1 - top)));
    }

    private static double Between(double from, double to, double share) =>
        to + ((from - to) * (1 + Math.Cos(Math.PI * share)) / 2);
}

/// <summary>The rate is multiplied by a factor after every so many epochs.</summary>
/// <param name="Every">Epochs between two changes.</param>
/// <param name="Factor">The factor.</param>
internal sealed record StepSchedule(int Every, double Factor) : LearningRateSchedule
{
    /// <inheritdoc/>
    public override double FactorAt(long step, int stepsAnEpoch, int epochs) =>
        Math.Pow(Factor, step / stepsAnEpoch / Every);
}
