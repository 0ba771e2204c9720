using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Orchestrator.Training.Randomness;

namespace Orchestrator.Training.Fusion.Simd;

/// <summary>An activation function on sixteen values; slope and curvature are taken from the value y = f(x).</summary>
internal interface ISimdActivation
{
    /// <summary>f(x).</summary>
    static abstract Vector512<float> Value(Vector512<float> x);

    /// <summary>f'(x) from y.</summary>
    static abstract Vector512<float> Slope(Vector512<float> y);

    /// <summary>f''(x) from y.</summary>
    static abstract Vector512<float> Curvature(Vector512<float> y);
}

/// <inheritdoc cref="Activation.Identity"/>
internal readonly struct SimdIdentity : ISimdActivation
{
    /// <inheritdoc/>
    public static Vector512<float> Value(Vector512<float> x) => x;

    /// <inheritdoc/>
    public static Vector512<float> Slope(Vector512<float> y) => Vector512<float>.One;

    /// <inheritdoc/>
    public static Vector512<float> Curvature(Vector512<float> y) => Vector512<float>.Zero;
}

/// <inheritdoc cref="Activation.Selu"/>
internal readonly struct SimdSelu : ISimdActivation
{
    /// <summary>λ of the paper.</summary>
    public const float Scale = 1.05070098f;

    /// <summary>λ α of the paper.</summary>
    public const float NegativeScale = 1.75809934f;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Value(Vector512<float> x) => Vector512.ConditionalSelect(
        Vector512.GreaterThan(x, Vector512<float>.Zero),
        x * Scale,
        (Elementary.Exp(x) - Vector512<float>.One) * NegativeScale);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Slope(Vector512<float> y) => Vector512.ConditionalSelect(
        Vector512.GreaterThan(y, Vector512<float>.Zero), Vector512.Create(Scale), y + Vector512.Create(NegativeScale));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Curvature(Vector512<float> y) => Vector512.ConditionalSelect(
        Vector512.GreaterThan(y, Vector512<float>.Zero), Vector512<float>.Zero, y + Vector512.Create(NegativeScale));
}

/// <inheritdoc cref="Activation.Relu"/>
internal readonly struct SimdRelu : ISimdActivation
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Value(Vector512<float> x) => Vector512.Max(x, Vector512<float>.Zero);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Slope(Vector512<float> y) =>
        Vector512.GreaterThan(y, Vector512<float>.Zero) & Vector512<float>.One;

    /// <inheritdoc/>
    public static Vector512<float> Curvature(Vector512<float> y) => Vector512<float>.Zero;
}

/// <inheritdoc cref="Activation.LeakyRelu"/>
internal readonly struct SimdLeakyRelu : ISimdActivation
{
    /// <summary>The slope of the negative side.</summary>
    public const float NegativeSlope = 0.3f;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Value(Vector512<float> x) => x * Slope(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Slope(Vector512<float> y) => Vector512.ConditionalSelect(
        Vector512.GreaterThan(y, Vector512<float>.Zero), Vector512<float>.One, Vector512.Create(NegativeSlope));

    /// <inheritdoc/>
    public static Vector512<float> Curvature(Vector512<float> y) => Vector512<float>.Zero;
}

/// <inheritdoc cref="Activation.LeakyReluFifth"/>
internal readonly struct SimdLeakyReluFifth : ISimdActivation
{
    /// <summary>The slope of the negative side.</summary>
    public const float NegativeSlope = 0.2f;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Value(Vector512<float> x) => x * Slope(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Slope(Vector512<float> y) => Vector512.ConditionalSelect(
        Vector512.GreaterThan(y, Vector512<float>.Zero), Vector512<float>.One, Vector512.Create(NegativeSlope));

    /// <inheritdoc/>
    public static Vector512<float> Curvature(Vector512<float> y) => Vector512<float>.Zero;
}

/// <inheritdoc cref="Activation.Tanh"/>
internal readonly struct SimdTanh : ISimdActivation
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Value(Vector512<float> x) => Elementary.Tanh(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Slope(Vector512<float> y) => Vector512<float>.One - (y * y);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Curvature(Vector512<float> y) => Slope(y) * y * -2f;
}

/// <inheritdoc cref="Activation.Elu"/>
internal readonly struct SimdElu : ISimdActivation
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Value(Vector512<float> x) => Vector512.ConditionalSelect(
        Vector512.GreaterThan(x, Vector512<float>.Zero), x, Elementary.Exp(x) - Vector512<float>.One);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Slope(Vector512<float> y) =>
        Vector512.Min(y, Vector512<float>.Zero) + Vector512<float>.One;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Curvature(Vector512<float> y) => Vector512.ConditionalSelect(
        Vector512.GreaterThan(y, Vector512<float>.Zero), Vector512<float>.Zero, y + Vector512<float>.One);
}

/// <inheritdoc cref="Activation.Sigmoid"/>
internal readonly struct SimdSigmoid : ISimdActivation
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Value(Vector512<float> x) => Elementary.Sigmoid(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Slope(Vector512<float> y) => y * (Vector512<float>.One - y);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Curvature(Vector512<float> y) => Slope(y) * (Vector512<float>.One - y - y);
}
