using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Orchestrator.Training.Fusion.Simd;

/// <summary>Optimiser steps of one replica over contiguous floats, a multiple of sixteen of them.</summary>
internal static unsafe class OptimiserLoops
{
    private const int Lanes = 16;

    /// <summary>One step of gradient descent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sgd(float* parameters, float* gradients, int count, float rate)
    {
        var back = Vector512.Create(-rate);
        for (var i = 0; i < count; i += Lanes)
            Move(parameters + i, back, Vector512.Load(gradients + i));
    }

    /// <summary>One step with momentum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Momentum(float* parameters, float* gradients, float* velocity, int count, MomentumStep step)
    {
        var (back, keep) = (Vector512.Create(-step.Rate), Vector512.Create(step.Momentum));
        for (var i = 0; i < count; i += Lanes)
        {
            var speed = Vector512.FusedMultiplyAdd(
                back, Vector512.Load(gradients + i), keep * Vector512.Load(velocity + i));
            speed.Store(velocity + i);
            (Vector512.Load(parameters + i) + speed).Store(parameters + i);
        }
    }

    /// <summary>One Adagrad step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Adagrad(float* parameters, float* gradients, float* sums, int count, AdagradStep step)
    {
        var (back, epsilon) = (Vector512.Create(-step.Rate), Vector512.Create(step.Epsilon));
        for (var i = 0; i < count; i += Lanes)
        {
            var g = Vector512.Load(gradients + i);
            var sum = Vector512.FusedMultiplyAdd(g, g, Vector512.Load(sums + i));
            sum.Store(sums + i);
            Move(parameters + i, back, g / (Vector512.Sqrt(sum) + epsilon));
        }
    }

    /// <summary>One Nadam step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Nadam(float* parameters, float* gradients, float* m, float* v, int count, NadamStep step)
    {
        var (keep1, take1) = (Vector512.Create(step.Beta1), Vector512.Create(1 - step.Beta1));
        var (keep2, take2) = (Vector512.Create(step.Beta2), Vector512.Create(1 - step.Beta2));
        var (back, epsilon) = (Vector512.Create(-step.Rate), Vector512.Create(step.Epsilon));
        var (a, b, c) = (
            Vector512.Create(step.Gradient), Vector512.Create(step.First), Vector512.Create(step.Second));
        for (var i = 0; i < count; i += Lanes)
        {
            var g = Vector512.Load(gradients + i);
            var first = Vector512.FusedMultiplyAdd(take1, g, keep1 * Vector512.Load(m + i));
            var second = Vector512.FusedMultiplyAdd(take2, g * g, keep2 * Vector512.Load(v + i));
            first.Store(m + i);
            second.Store(v + i);
            var direction = Vector512.FusedMultiplyAdd(a, g, b * first);
            Move(parameters + i, back, direction / (Vector512.Sqrt(c * second) + epsilon));
        }
    }

    private static void Move(float* parameters, Vector512<float> factor, Vector512<float> direction) =>
        Vector512.FusedMultiplyAdd(factor, direction, Vector512.Load(parameters)).Store(parameters);
}
