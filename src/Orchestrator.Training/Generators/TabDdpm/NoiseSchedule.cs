namespace Orchestrator.Training.Generators.TabDdpm;

/// <summary>
/// How much noise a diffusion has added by each time 0 .. T - 1: q(x_t | x_0) keeps a share ᾱ_t = Π (1 - β_s) of x_0.
/// Time -1 is before any noise: ᾱ = 1.
/// </summary>
internal sealed class NoiseSchedule
{
    // Nichol and Dhariwal 2021, section 3.2: the offset s, and the largest β.
    private const double Offset = 0.008;
    private const double MostBeta = 0.999;

    // Ho et al. 2020, section 4: β of the first and the last of 1000 steps.
    private const double FirstBeta = 0.0001;
    private const double LastBeta = 0.02;

    private readonly double[] _logKept;

    private NoiseSchedule(double[] betas)
    {
        _logKept = new double[betas.Length];
        var sum = 0.0;
        for (var t = 0; t < betas.Length; t++)
            _logKept[t] = sum += Math.Log(1 - betas[t]);
    }

    /// <summary>T, the number of times.</summary>
    public int Times => _logKept.Length;

    /// <summary>ᾱ_t = cos²((t/T + 0.008) / 1.008 · π/2) up to a factor, with no β above 0.999.</summary>
    public static NoiseSchedule Cosine(int times)
    {
        double Kept(int t)
        {
            var cosine = Math.Cos((((double)t / times) + Offset) / (1 + Offset) * Math.PI / 2);
            return cosine * cosine;
        }

        return new NoiseSchedule(
            [.. Enumerable.Range(0, times).Select(t => Math.Min(1 - (Kept(t + 1) / Kept(t)), MostBeta))]);
    }

    /// <summary>β rises evenly, by as much in all as over 1000 steps; with few times none above 0.999.</summary>
    public static NoiseSchedule Linear(int times)
    {
        var scale = 1000.0 / times;
        return new NoiseSchedule(
        [
            .. Enumerable.Range(0, times).Select(t => Math.Min(
                scale * (FirstBeta + ((LastBeta - FirstBeta) * t / Math.Max(1, times - 1))), MostBeta)),
        ]);
    }

    /// <summary>log ᾱ of a time from -1 on.</summary>
    public double LogKept(int time) => time < 0 ? 0 : _logKept[time];

    /// <summary>ᾱ of a time from -1 on.</summary>
    public double Kept(int time) => Math.Exp(LogKept(time));

    /// <summary>1 - ᾱ of a time from -1 on.</summary>
    public double Lost(int time) => OneMinusExp(LogKept(time));

    /// <summary>ᾱ_to / ᾱ_from: what is kept on the way from an earlier time to a later one.</summary>
    public double Kept(int from, int to) => Math.Exp(LogKept(to) - LogKept(from));

    /// <summary>1 - ᾱ_to / ᾱ_from: β of the way.</summary>
    public double Lost(int from, int to) => OneMinusExp(LogKept(to) - LogKept(from));

    /// <summary>The times to go through from the last to the first, <paramref name="count"/> of them, evenly.</summary>
    public int[] Descending(int count)
    {
        var steps = count == 0 ? Times : Math.Min(count, Times);
        return
        [
            .. Enumerable.Range(0, steps)
                .Select(i => steps == 1 ? Times - 1 : (int)((long)(steps - 1 - i) * (Times - 1) / (steps - 1))),
        ];
    }

    // Without the cancellation of 1 - e^x at small x: -2 e^(x/2) sinh(x/2).
    private static double OneMinusExp(double x) => -2 * Math.Exp(x / 2) * Math.Sinh(x / 2);
}
