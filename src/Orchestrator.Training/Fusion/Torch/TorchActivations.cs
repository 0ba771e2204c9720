using static TorchSharp.torch;

namespace Orchestrator.Training.Fusion.Torch;

/// <summary>Activations on tensors; slope and curvature are taken from y = f(x).</summary>
internal static class TorchActivations
{
    private const float SeluScale = Simd.SimdSelu.Scale;
    private const float SeluNegative = Simd.SimdSelu.NegativeScale;
    private const float LeakySlope = Simd.SimdLeakyRelu.NegativeSlope;
    private const float FifthSlope = Simd.SimdLeakyReluFifth.NegativeSlope;

    /// <summary>f(x).</summary>
    public static Tensor Value(Tensor x, Activation f) => f switch
    {
        Activation.Selu => where(x.gt(0), x * SeluScale, (x.clamp(max: 0).exp() - 1) * SeluNegative),
        Activation.Relu => x.relu(),
        Activation.LeakyRelu => where(x.gt(0), x, x * LeakySlope),
        Activation.LeakyReluFifth => where(x.gt(0), x, x * FifthSlope),
        Activation.Tanh => x.tanh(),
        Activation.Elu => where(x.gt(0), x, x.clamp(max: 0).exp() - 1),
        Activation.Sigmoid => x.sigmoid(),
        _ => x,
    };

    /// <summary>f'(x).</summary>
    public static Tensor Slope(Tensor y, Activation f) => f switch
    {
        Activation.Selu => where(y.gt(0), full_like(y, SeluScale), y + SeluNegative),
        Activation.Relu => y.gt(0).to_type(ScalarType.Float32),
        Activation.LeakyRelu => where(y.gt(0), ones_like(y), full_like(y, LeakySlope)),
        Activation.LeakyReluFifth => where(y.gt(0), ones_like(y), full_like(y, FifthSlope)),
        Activation.Tanh => (y * y).neg() + 1,
        Activation.Elu => y.clamp(max: 0) + 1,
        Activation.Sigmoid => y * (y.neg() + 1),
        _ => ones_like(y),
    };

    /// <summary>f''(x).</summary>
    public static Tensor Curvature(Tensor y, Activation f) => f switch
    {
        Activation.Selu => where(y.gt(0), zeros_like(y), y + SeluNegative),
        Activation.Tanh => ((y * y).neg() + 1) * y * -2,
        Activation.Elu => where(y.gt(0), zeros_like(y), y + 1),
        Activation.Sigmoid => y * (y.neg() + 1) * ((y * -2) + 1),
        _ => zeros_like(y),
    };
}
