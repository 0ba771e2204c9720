using System.Globalization;
using Orchestrator.Benchmarks.Measuring;

namespace Orchestrator.Benchmarks.Tensors;

/// <summary>The same step as a user of PyTorch writes it, for one network.</summary>
internal static class PyTorchWganStep
{
    private const string Script =
        """
        import sys, time, torch
        from torch import nn
        torch.set_num_threads(1)
        torch.manual_seed(1)
        net = lambda *w: nn.Sequential(*[m for i in range(len(w) - 1)
            for m in ([nn.Linear(w[i], w[i + 1])] + ([nn.SELU()] if i + 2 < len(w) else []))])
        g, d = nn.Sequential(net(8, 32, 64, 12), nn.Tanh()), net(12, 64, 32, 1)
        og = torch.optim.Adam(g.parameters(), 1e-4, (0.9, 0.999), 1e-7)
        od = torch.optim.Adam(d.parameters(), 1e-4, (0.9, 0.999), 1e-7)
        real = torch.randn(64, 12).tanh()
        def step():
            fake = g(torch.randn(64, 8))
            apart = fake.detach()
            between = (real + torch.rand(64, 1) * (apart - real)).requires_grad_()
            slope, = torch.autograd.grad(d(between).sum(), between, create_graph=True)
            penalty = ((slope.square().sum(1) + 1e-12).sqrt() - 1).square().mean()
            od.zero_grad()
            (d(apart).mean() - d(real).mean() + 10 * penalty).backward()
            od.step()
            og.zero_grad()
            (-d(fake).mean()).backward()
            og.step()
        for _ in range(50): step()
        n, start = int(sys.argv[1]), time.process_time()
        for _ in range(n): step()
        print((time.process_time() - start) / n * 1e6)
        """;

    /// <summary>Microseconds of processor time a step; null where there is no PyTorch.</summary>
    internal static double? Measure(int steps) =>
        Python.Run(["-c", Script, steps.ToString(CultureInfo.InvariantCulture)]) is { } output
            ? double.Parse(output, CultureInfo.InvariantCulture)
            : null;
}
