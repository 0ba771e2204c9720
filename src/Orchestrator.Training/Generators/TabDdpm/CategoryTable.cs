namespace Orchestrator.Training.Generators.TabDdpm;

/// <summary>
/// What multinomial diffusion (Hoogeboom et al. 2021) over so many categories needs at each time: q(x_t | x_{t-1})
/// keeps a category with probability α_t and draws it anew, evenly, with 1 - α_t.
/// </summary>
internal sealed class CategoryTable
{
    // In place of the logarithm of 0.
    private const double LeastLog = -80;

    /// <summary>The numbers of a schedule for a feature.</summary>
    public CategoryTable(NoiseSchedule schedule, int categories)
    {
        Categories = categories;
        Times = new Time[schedule.Times];
        for (var t = 0; t < Times.Length; t++)
        {
            var (kept, lost) = (schedule.Kept(t - 1, t), schedule.Lost(t - 1, t) / categories);
            var (before, mixed) = (schedule.Kept(t - 1), schedule.Lost(t - 1) / categories);
            Times[t] = new Time(
                kept + lost,
                lost,
                before + mixed,
                mixed,
                (float)Math.Log(kept + lost),
                (float)Math.Max(LeastLog, Math.Log(lost)),
                (float)schedule.LogKept(t - 1),
                (float)Math.Max(LeastLog, Math.Log(mixed)));
        }
    }

    /// <summary>How many categories there are.</summary>
    public int Categories { get; }

    /// <summary>By time.</summary>
    public Time[] Times { get; }

    /// <summary>
    /// q(x_{t-1} | x_t = <paramref name="current"/>, x_0 = <paramref name="start"/>) for every category.
    /// </summary>
    public void Posterior(int time, int start, int current, Span<float> posterior)
    {
        var t = Times[time];
        var (others, same) = (t.MixedMiss * t.StepMiss, t.MixedHit * t.StepHit);
        var (atStart, atCurrent) = (t.MixedHit * t.StepMiss, t.MixedMiss * t.StepHit);
        var sum = start == current
            ? same + ((Categories - 1) * others)
            : atStart + atCurrent + ((Categories - 2) * others);
        posterior.Fill((float)(others / sum));
        if (start == current)
        {
            posterior[start] = (float)(same / sum);
            return;
        }

        posterior[start] = (float)(atStart / sum);
        posterior[current] = (float)(atCurrent / sum);
    }

    /// <summary>The category at a time: that of the start with probability ᾱ_t, else any, by one uniform.</summary>
    /// <param name="kept">ᾱ_t.</param>
    /// <param name="start">The category at the start.</param>
    /// <param name="uniform">In [0, 1).</param>
    public int Noised(double kept, int start, float uniform) => uniform < kept
        ? start
        : Math.Min(Categories - 1, (int)((uniform - kept) / (1 - kept) * Categories));

    /// <summary>One time's numbers.</summary>
    /// <param name="StepHit">q(x_t | x_{t-1}) of the same category.</param>
    /// <param name="StepMiss">q(x_t | x_{t-1}) of another.</param>
    /// <param name="MixedHit">q(x_{t-1} | x_0) of the same category.</param>
    /// <param name="MixedMiss">q(x_{t-1} | x_0) of another.</param>
    /// <param name="LogStepHit">Its logarithm, and so on.</param>
    /// <param name="LogStepMiss">The logarithm of a step to another category.</param>
    /// <param name="LogKept">log ᾱ_{t-1}.</param>
    /// <param name="LogMixed">log ((1 - ᾱ_{t-1}) / categories).</param>
    internal readonly record struct Time(
        double StepHit, double StepMiss, double MixedHit, double MixedMiss,
        float LogStepHit, float LogStepMiss, float LogKept, float LogMixed);
}
