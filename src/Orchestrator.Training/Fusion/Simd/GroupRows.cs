using System.Runtime.Intrinsics;
using Orchestrator.Training.Randomness;

namespace Orchestrator.Training.Fusion.Simd;

/// <summary>
/// Places and one-hot runs of one row: exponentials are taken sixteen columns at a time, sums of a run in its order.
/// </summary>
internal static unsafe class GroupRows
{
    private const int Lanes = 16;

    // Smaller shares count as none: products with them would be subnormal numbers, which are slow.
    private const float Least = 1e-20f;

    /// <summary>y = tanh(x) at places, softmax((x + noise) · factor) over the runs, 0 in the padding.</summary>
    public static void Activate(float* y, float* x, float* noise, ColumnGroups groups, float factor)
    {
        foreach (var place in groups.Places)
            y[place] = x[place];
        foreach (var run in groups.OneHot)
        {
            var (start, end) = (run.Start, run.Start + run.Width);
            var largest = float.NegativeInfinity;
            for (var c = start; c < end; c++)
                largest = MathF.Max(largest, x[c] + noise[c]);
            for (var c = start; c < end; c++)
                y[c] = (x[c] + noise[c] - largest) * factor;
        }

        for (var c = groups.Width; c < groups.PaddedWidth; c++)
            y[c] = 0;
        fixed (float* mask = groups.PlaceMask)
        {
            for (var j = 0; j < groups.PaddedWidth; j += Lanes)
            {
                var value = Vector512.Load(y + j);
                Vector512.ConditionalSelect(
                    Vector512.GreaterThan(Vector512.Load(mask + j), Vector512<float>.Zero),
                    Elementary.Tanh(value),
                    Elementary.Exp(value)).Store(y + j);
            }
        }

        for (var c = groups.Width; c < groups.PaddedWidth; c++)
            y[c] = 0;
        foreach (var run in groups.OneHot)
            Share(y + run.Start, run.Width);
    }

    /// <summary>dx of <see cref="Activate"/>, 0 in the padding.</summary>
    public static void Gradient(float* dx, float* dy, float* y, ColumnGroups groups, float factor)
    {
        foreach (var place in groups.Places)
            dx[place] = dy[place] * (1 - (y[place] * y[place]));
        foreach (var run in groups.OneHot)
        {
            var sum = 0f;
            for (var c = run.Start; c < run.Start + run.Width; c++)
                sum += y[c] * dy[c];
            for (var c = run.Start; c < run.Start + run.Width; c++)
                dx[c] = y[c] * (dy[c] - sum) * factor;
        }

        for (var c = groups.Width; c < groups.PaddedWidth; c++)
            dx[c] = 0;
    }

    /// <summary>
    /// Adds w (softmax(z + shift) - target) of the runs that have a target to dz; w times their cross entropy.
    /// </summary>
    public static float CrossEntropy(
        float* dz, float* z, float* shift, float* target, float w, ColumnGroups groups, float* row)
    {
        var loss = 0f;
        foreach (var run in groups.OneHot)
        {
            var (start, wanted) = (run.Start, 0f);
            for (var c = start; c < start + run.Width; c++)
                wanted += target[c];
            if (wanted == 0)
                continue;
            var largest = float.NegativeInfinity;
            for (var c = start; c < start + run.Width; c++)
                largest = MathF.Max(largest, z[c] + shift[c]);
            for (var c = 0; c < run.Width; c++)
                row[c] = z[start + c] + shift[start + c] - largest;
            for (var c = 0; c < run.Width; c++)
                loss -= target[start + c] * row[c];
            loss += wanted * MathF.Log(Exponentials(row, run.Width));
            for (var c = 0; c < run.Width; c++)
                dz[start + c] += w * ((row[c] * wanted) - target[start + c]);
        }

        return w * loss;
    }

    /// <summary>
    /// Adds the gradients of w ((target - tanh z)² / 2σ² + log σ) at the places to dz and dSigma; gives the sum.
    /// </summary>
    public static float Normal(
        float* dz, float* dSigma, float* z, float* sigma, float* target, float w, ColumnGroups groups)
    {
        var loss = 0f;
        foreach (var place in groups.Places)
        {
            var value = Elementary.Tanh(z[place]);
            var (d, s) = (value - target[place], sigma[place]);
            var square = d * d / (s * s);
            loss += (0.5f * square) + MathF.Log(s);
            dz[place] += w * d / (s * s) * (1 - (value * value));
            dSigma[place] += w * (1 - square) / s;
        }

        return w * loss;
    }

    // Sets the row to its exponentials, each over their sum, which it gives.
    private static float Exponentials(float* row, int width)
    {
        // What lies behind the run in its last vector is written too: the row is padded, and read run by run.
        for (var j = 0; j < width; j += Lanes)
            Elementary.Exp(Vector512.Load(row + j)).Store(row + j);
        return Share(row, width);
    }

    private static float Share(float* values, int width)
    {
        var sum = 0f;
        for (var c = 0; c < width; c++)
            sum += values[c];
        for (var c = 0; c < width; c++)
        {
            var share = values[c] / sum;
            values[c] = share < Least ? 0 : share;
        }

        return sum;
    }
}
