using TorchSharp;

namespace Orchestrator.Benchmarks.Tensors;

/// <summary>Resident memory over a training loop: it must be flat.</summary>
public static class MemoryBenchmark
{
    private const long AllowedGrowth = 8 * 1024;

    /// <summary>Arguments: steps (default 10,000), replicas (1). Exit code 1 when it grew by more than 8 MiB.</summary>
    public static int Run(string[] args)
    {
        var steps = args.Length > 0 ? int.Parse(args[0]) : 10_000;
        var replicas = args.Length > 1 ? int.Parse(args[1]) : 1;
        using var step = new WganStep(replicas);
        long settled = 0, last = 0;
        Console.WriteLine($"WGAN-GP, K={replicas}: resident memory and live tensors by step");
        for (var k = 1; k <= steps; k++)
        {
            step.Run();
            if (k % (steps / 10) != 0) continue;
            last = ResidentKilobytes();
            if (k == steps / 5) settled = last;
            Console.WriteLine($"  {k,7}  {last / 1024.0,8:F1} MiB  {torch.Tensor.TotalCount,4} tensors");
        }

        Console.WriteLine($"  grown by {last - settled} KiB after the first fifth");
        return last - settled <= AllowedGrowth ? 0 : 1;
    }

    private static long ResidentKilobytes()
    {
        foreach (var line in File.ReadLines("/proc/self/status"))
        {
            if (line.StartsWith("VmRSS:", StringComparison.Ordinal)) return long.Parse(line[6..^2]);
        }

        throw new NotSupportedException("/proc/self/status does not tell the resident memory.");
    }
}
