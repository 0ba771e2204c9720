using Orchestrator.Training.Fusion;
using Orchestrator.Training.Fusion.Optimisers;
using Orchestrator.Training.Fusion.Torch;
using Orchestrator.Training.Randomness;

namespace Orchestrator.Training.Tests.Fusion;

/// <summary>Optimisers beside the formulas of Keras, written out for one number in double precision.</summary>
[Collection(TensorCollection.Name)]
public sealed class ReplicaOptimiserTests
{
    private const int Steps = 12;

    [Theory]
    [InlineData("simd", "sgd")]
    [InlineData("simd", "momentum")]
    [InlineData("simd", "rmsprop")]
    [InlineData("simd", "adagrad")]
    [InlineData("simd", "adam")]
    [InlineData("simd", "nadam")]
    [InlineData("torch", "sgd")]
    [InlineData("torch", "momentum")]
    [InlineData("torch", "rmsprop")]
    [InlineData("torch", "adagrad")]
    [InlineData("torch", "adam")]
    [InlineData("torch", "nadam")]
    public void Steps_are_those_of_the_formula_with_the_numbers_of_each_replica(string engine, string word)
    {
        var kind = OptimiserKinds.Parse(word);
        OptimiserSettings[] settings =
        [
            new(kind, 0.01, 0.9, 0.999, 0.9, 0.9, 1e-7), new(kind, 0.5, 0.5, 0.8, 0.6, 0.3, 1e-3),
            new(kind, 0.002, 0, 0, 0, 0, 1e-2),
        ];
        using var arithmetic = NeuralTables.Engine(engine)("cpu", 3);
        var network = new DenseNetwork(arithmetic, [new DenseLayer(16, 16, true, null, Activation.Identity, 0)]);
        var optimiser = ReplicaOptimiser.For(arithmetic, network, settings);
        var scalars = settings.Select(replica => new Scalar(replica)).ToList();
        List<int> left = [0, 1, 2];
        for (var step = 1; step <= Steps; step++)
        {
            if (step == 8)
            {
                // The replica in the middle stops: the others keep their moments.
                arithmetic.Compact([0, 2]);
                optimiser.Compact([0, 2]);
                left.Remove(1);
            }

            double[] factors = [.. left.Select(k => 1 / (1.0 + step + k))];
            for (var k = 0; k < left.Count; k++)
            {
                var gradients = arithmetic.Stage(network.Gradients, k);
                new RandomStream(NeuralTables.Key(left[k]), RandomPurpose.Noise).Normal(step, gradients);
                scalars[left[k]].Step(gradients[37], factors[k], step);
            }

            arithmetic.Commit(network.Gradients);
            optimiser.Step(factors);
        }

        var values = new float[network.Layout.Count];
        for (var k = 0; k < left.Count; k++)
        {
            arithmetic.Download(network.Parameters, k, values);
            Assert.Equal(scalars[left[k]].Value, values[37], 2e-5 * (1 + Math.Abs(scalars[left[k]].Value)));
            Assert.NotEqual(0, values[37]);
        }
    }

    [Theory]
    [InlineData("sgd")]
    [InlineData("momentum")]
    [InlineData("rmsprop")]
    [InlineData("adagrad")]
    [InlineData("adam")]
    [InlineData("nadam")]
    public void Steps_of_libtorch_leave_no_tensor_behind(string word)
    {
        using var engine = new TorchEngine(2, "cpu");
        var network = new DenseNetwork(engine, [new DenseLayer(16, 16, true, null, Activation.Sigmoid, 0)]);
        var settings = new OptimiserSettings(OptimiserKinds.Parse(word), 0.01, 0.9, 0.999, 0.9, 0.9, 1e-7);
        var optimiser = ReplicaOptimiser.For(engine, network, [settings, settings]);
        var (x, d, t) = (engine.Allocate(8, 16), engine.Allocate(8, 16), engine.Allocate(1, 16));
        var pass = new DensePass(engine, network, 8, null, dropout: false);
        double[] factors = [1, 0.5];
        var held = TorchSharp.torch.Tensor.TotalCount;

        for (var step = 0; step < 50; step++)
        {
            pass.Forward(x);
            engine.SquaredLoss(d, pass.Output, x, x, t);
            pass.Backward(x, d, add: false);
            optimiser.Step(factors);
        }

        Assert.Equal(held, TorchSharp.torch.Tensor.TotalCount);
    }

    private sealed class Scalar(OptimiserSettings s)
    {
        private double _m;
        private double _v = s.Kind == OptimiserKind.Adagrad ? 0.1 : 0;
        private double _product = 1;

        public double Value { get; private set; }

        public void Step(double g, double factor, int t)
        {
            var rate = s.Rate * factor;
            switch (s.Kind)
            {
                case OptimiserKind.Sgd:
                    Value -= rate * g;
                    break;
                case OptimiserKind.Momentum:
                    _m = (s.Momentum * _m) - (rate * g);
                    Value += _m;
                    break;
                case OptimiserKind.RmsProp:
                    _v = (s.Rho * _v) + ((1 - s.Rho) * g * g);
                    Value -= rate * g / (Math.Sqrt(_v) + s.Epsilon);
                    break;
                case OptimiserKind.Adagrad:
                    _v += g * g;
                    Value -= rate * g / (Math.Sqrt(_v) + s.Epsilon);
                    break;
                case OptimiserKind.Adam:
                    Moments(g);
                    Value -= rate * Math.Sqrt(1 - Math.Pow(s.Beta2, t)) / (1 - Math.Pow(s.Beta1, t))
                        * _m / (Math.Sqrt(_v) + s.Epsilon);
                    break;
                default:
                    Nesterov(g, rate, t);
                    break;
            }
        }

        private void Nesterov(double g, double rate, int t)
        {
            double Momentum(int step) => s.Beta1 * (1 - (0.5 * Math.Pow(0.96, 0.004 * step)));
            Moments(g);
            _product *= Momentum(t);
            var gradient = g / (1 - _product);
            var first = _m / (1 - (_product * Momentum(t + 1)));
            var second = _v / (1 - Math.Pow(s.Beta2, t));
            var mean = ((1 - Momentum(t)) * gradient) + (Momentum(t + 1) * first);
            Value -= rate * mean / (Math.Sqrt(second) + s.Epsilon);
        }

        private void Moments(double g)
        {
            _m = (s.Beta1 * _m) + ((1 - s.Beta1) * g);
            _v = (s.Beta2 * _v) + ((1 - s.Beta2) * g * g);
        }
    }
}
