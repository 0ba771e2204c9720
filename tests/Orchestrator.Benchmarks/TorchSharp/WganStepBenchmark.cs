using Orchestrator.Benchmarks.Measuring;

namespace Orchestrator.Benchmarks.Tensors;

/// <summary>The WGAN-GP step fused and alone against PyTorch, alternating in one run.</summary>
public static class WganStepBenchmark
{
    private const int Rounds = 3;
    private const int Replicas = 16;

    /// <summary>Arguments: steps a round (500).</summary>
    public static int Run(string[] args)
    {
        var steps = args.Length > 0 ? int.Parse(args[0]) : 500;
        var (alone, fused, reference) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            alone.Add(Measure(1, steps));
            fused.Add(Measure(Replicas, steps / 4));
            if (PyTorchWganStep.Measure(steps) is { } micros) reference.Add(micros);
        }

        Console.WriteLine("WGAN-GP step, batch 64, 12 columns: processor microseconds a replica, median of 3");
        Console.WriteLine($"  K=1   {Medians.Of(alone),8:F0}");
        Console.WriteLine($"  K={Replicas}  {Medians.Of(fused),8:F0}");
        if (reference.Count == 0)
        {
            Console.WriteLine($"  PyTorch: {Python.Interpreter} has none");
            return 0;
        }

        var other = Medians.Of(reference);
        Console.WriteLine($"  PyTorch {other,6:F0}");
        Console.WriteLine(
            $"  as fast as PyTorch: K=1 {other / Medians.Of(alone):F2} times, K=16 {other / Medians.Of(fused):F2} times");
        return 0;
    }

    private static double Measure(int replicas, int steps)
    {
        using var step = new WganStep(replicas);
        for (var k = 0; k < 50; k++) step.Run();
        // Processor time, not the clock: a busy machine must not change the answer.
        var start = Environment.CpuUsage.TotalTime;
        for (var k = 0; k < steps; k++) step.Run();
        return (Environment.CpuUsage.TotalTime - start).TotalMicroseconds / steps / replicas;
    }
}
