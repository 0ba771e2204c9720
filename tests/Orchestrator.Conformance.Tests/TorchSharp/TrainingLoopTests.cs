using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Orchestrator.Conformance.Tests.Tensors;

[Collection(TorchCollection.Name)]
public sealed class TrainingLoopTests
{
    private const int Steps = 10_000;
    private const int Replicas = 2;

    [Fact]
    public void Ten_thousand_steps_keep_the_count_of_live_tensors_flat()
    {
        using var outer = NewDisposeScope();
        var x = arange(0, 24, float32).reshape(1, 8, 3).expand(Replicas, 8, 3).contiguous() / 24;
        var y = x.sum(2, true).square();
        var (w1, b1) = (Weights(3, 4), Weights(1, 4));
        var w2 = Weights(4, 1);
        using var optimiser = optim.Adam([w1, b1, w2], 1e-2);
        var (first, after) = (0f, new List<long>());
        for (var step = 0; step < Steps; step++)
        {
            var loss = Step(optimiser, x, y, w1, b1, w2);
            if (step == 0) first = loss;
            if (step is 1 or Steps / 2 or Steps - 1) after.Add(Tensor.TotalCount);
            if (step == Steps - 1) Assert.True(loss < first / 10, $"the loss went from {first} to {loss} only");
        }

        Assert.Single(after.Distinct());
    }

    [Fact]
    public void Threads_train_side_by_side_as_each_does_alone()
    {
        var alone = Train();
        var results = new float[4][];
        var threads = Enumerable.Range(0, results.Length).Select(k => new Thread(() => results[k] = Train())).ToArray();
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads)
            Assert.True(thread.Join(TimeSpan.FromMinutes(2)), "a training thread did not end");
        Assert.All(results, weights => Assert.Equal(alone, weights));
    }

    [Fact]
    public void A_product_uses_one_thread() => Assert.Equal(1, get_num_threads());

    private static float[] Train()
    {
        using var scope = NewDisposeScope();
        var x = arange(0, 24, float32).reshape(1, 8, 3).expand(Replicas, 8, 3).contiguous() / 24;
        var y = x.sum(2, true).square();
        var (w1, b1, w2) = (Weights(3, 4), Weights(1, 4), Weights(4, 1));
        using var optimiser = optim.RMSProp([w1, b1, w2], 1e-3);
        for (var step = 0; step < 300; step++) Step(optimiser, x, y, w1, b1, w2);
        return w1.data<float>().ToArray();
    }

    private static float Step(optim.Optimizer optimiser, Tensor x, Tensor y, Tensor w1, Tensor b1, Tensor w2)
    {
        using var scope = NewDisposeScope();
        optimiser.zero_grad();
        var hidden = (bmm(x, w1) + b1).tanh();
        var loss = (bmm(hidden, w2) - y).square().mean([1, 2]).sum();
        loss.backward();
        optimiser.step();
        return loss.item<float>();
    }

    private static Parameter Weights(long inputs, long outputs) =>
        new((arange(0, Replicas * inputs * outputs, float32).reshape(Replicas, inputs, outputs) + 1) / 10);
}
