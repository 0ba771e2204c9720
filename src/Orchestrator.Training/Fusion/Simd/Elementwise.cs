using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Orchestrator.Training.Fusion.Simd;

/// <summary>Loops over contiguous floats, a multiple of sixteen of them.</summary>
internal static unsafe class Elementwise
{
    private const int Lanes = 16;

    /// <summary>y = f(x).</summary>
    public static void Activate(float* y, float* x, int count, Activation f)
    {
        switch (f)
        {
            case Activation.Selu: Value<SimdSelu>(y, x, count); break;
            case Activation.Relu: Value<SimdRelu>(y, x, count); break;
            case Activation.LeakyRelu: Value<SimdLeakyRelu>(y, x, count); break;
            case Activation.LeakyReluFifth: Value<SimdLeakyReluFifth>(y, x, count); break;
            case Activation.Tanh: Value<SimdTanh>(y, x, count); break;
            case Activation.Elu: Value<SimdElu>(y, x, count); break;
            case Activation.Sigmoid: Value<SimdSigmoid>(y, x, count); break;
            default: Value<SimdIdentity>(y, x, count); break;
        }
    }

    /// <summary>dx = dy ∘ f'.</summary>
    public static void Gradient(float* dx, float* dy, float* y, int count, Activation f)
    {
        switch (f)
        {
            case Activation.Selu: Slope<SimdSelu>(dx, dy, y, count); break;
            case Activation.Relu: Slope<SimdRelu>(dx, dy, y, count); break;
            case Activation.LeakyRelu: Slope<SimdLeakyRelu>(dx, dy, y, count); break;
            case Activation.LeakyReluFifth: Slope<SimdLeakyReluFifth>(dx, dy, y, count); break;
            case Activation.Tanh: Slope<SimdTanh>(dx, dy, y, count); break;
            case Activation.Elu: Slope<SimdElu>(dx, dy, y, count); break;
            case Activation.Sigmoid: Slope<SimdSigmoid>(dx, dy, y, count); break;
            default: Slope<SimdIdentity>(dx, dy, y, count); break;
        }
    }

    /// <summary>dx = a ∘ b ∘ f''.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Curvature(float* dx, float* a, float* b, float* y, int count, Activation f)
    {
        switch (f)
        {
            case Activation.Selu: Curvature<SimdSelu>(dx, a, b, y, count); break;
            case Activation.Tanh: Curvature<SimdTanh>(dx, a, b, y, count); break;
            case Activation.Elu: Curvature<SimdElu>(dx, a, b, y, count); break;
            case Activation.Sigmoid: Curvature<SimdSigmoid>(dx, a, b, y, count); break;
            default: Curvature<SimdIdentity>(dx, a, b, y, count); break;
        }
    }

    /// <summary>y = a ∘ b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(float* y, float* a, float* b, int count)
    {
        for (var i = 0; i < count; i += Lanes)
            (Vector512.Load(a + i) * Vector512.Load(b + i)).Store(y + i);
    }

    /// <summary>y += x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(float* y, float* x, int count)
    {
        for (var i = 0; i < count; i += Lanes)
            (Vector512.Load(y + i) + Vector512.Load(x + i)).Store(y + i);
    }

    /// <summary>y = keep · y + take · x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Mix(float* y, float keep, float* x, float take, int count)
    {
        var (kept, taken) = (Vector512.Create(keep), Vector512.Create(take));
        for (var i = 0; i < count; i += Lanes)
            Vector512.FusedMultiplyAdd(taken, Vector512.Load(x + i), kept * Vector512.Load(y + i)).Store(y + i);
    }

    /// <summary>Holds y in [-bound, bound].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Clip(float* y, float bound, int count)
    {
        // This order of the operands lets a NaN through.
        var (low, high) = (Vector512.Create(-bound), Vector512.Create(bound));
        for (var i = 0; i < count; i += Lanes)
            Vector512.MinNative(high, Vector512.MaxNative(low, Vector512.Load(y + i))).Store(y + i);
    }

    /// <summary>One Adam step on <paramref name="count"/> parameters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Adam(float* parameters, float* gradients, float* m, float* v, int count, AdamStep step)
    {
        var (keep1, take1) = (Vector512.Create(step.Beta1), Vector512.Create(1 - step.Beta1));
        var (keep2, take2) = (Vector512.Create(step.Beta2), Vector512.Create(1 - step.Beta2));
        var (rate, epsilon) = (Vector512.Create(-step.Rate), Vector512.Create(step.Epsilon));
        for (var i = 0; i < count; i += Lanes)
        {
            var g = Vector512.Load(gradients + i);
            var first = Vector512.FusedMultiplyAdd(take1, g, keep1 * Vector512.Load(m + i));
            var second = Vector512.FusedMultiplyAdd(take2, g * g, keep2 * Vector512.Load(v + i));
            first.Store(m + i);
            second.Store(v + i);
            var move = first / (Vector512.Sqrt(second) + epsilon);
            Vector512.FusedMultiplyAdd(rate, move, Vector512.Load(parameters + i)).Store(parameters + i);
        }
    }

    /// <summary>One RMSprop step on <paramref name="count"/> parameters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void RmsProp(float* parameters, float* gradients, float* v, int count, RmsPropStep step)
    {
        var (keep, take) = (Vector512.Create(step.Rho), Vector512.Create(1 - step.Rho));
        var (rate, epsilon) = (Vector512.Create(-step.Rate), Vector512.Create(step.Epsilon));
        for (var i = 0; i < count; i += Lanes)
        {
            var g = Vector512.Load(gradients + i);
            var second = Vector512.FusedMultiplyAdd(take, g * g, keep * Vector512.Load(v + i));
            second.Store(v + i);
            var move = g / (Vector512.Sqrt(second) + epsilon);
            Vector512.FusedMultiplyAdd(rate, move, Vector512.Load(parameters + i)).Store(parameters + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Value<T>(float* y, float* x, int count)
        where T : struct, ISimdActivation
    {
        for (var i = 0; i < count; i += Lanes)
            T.Value(Vector512.Load(x + i)).Store(y + i);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Slope<T>(float* dx, float* dy, float* y, int count)
        where T : struct, ISimdActivation
    {
        for (var i = 0; i < count; i += Lanes)
            (Vector512.Load(dy + i) * T.Slope(Vector512.Load(y + i))).Store(dx + i);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Curvature<T>(float* dx, float* a, float* b, float* y, int count)
        where T : struct, ISimdActivation
    {
        for (var i = 0; i < count; i += Lanes)
            (Vector512.Load(a + i) * Vector512.Load(b + i) * T.Curvature(Vector512.Load(y + i))).Store(dx + i);
    }
}
