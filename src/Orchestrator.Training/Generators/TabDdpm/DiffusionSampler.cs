using System.Runtime.Intrinsics;
using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Fusion;
using Orchestrator.Training.Randomness;

namespace Orchestrator.Training.Generators.TabDdpm;

/// <summary>
/// Goes back from noise to rows, for one block of rows. Numbers: x_s = mean of q(x_s | x_t, x_0) at the x_0 that the
/// network's noise leaves, plus noise of variance β (Ho et al. 2020, algorithm 2). Where times are left out x_0 is held
/// in ±5.2, beyond which no number becomes a normal, and the variance is the posterior's own. Categories are drawn from
/// p(x_s | x_t), among those that occur in the training rows.
/// </summary>
internal sealed class DiffusionSampler(
    FoldedDenoiser denoiser, DiffusionCodec codec, TabDdpmSettings settings, Digest key, int block)
{
    private readonly RandomStream _normals = new(key, RandomPurpose.Synthesis, 0);
    private readonly RandomStream _uniforms = new(key, RandomPurpose.Synthesis, 1);
    private readonly RandomStream _classes = new(key, RandomPurpose.Synthesis, 2);
    private readonly DiffusionShape _shape = codec.Shape;

    /// <summary>Draws the class of each row by the numbers of training rows.</summary>
    public void DrawClasses(IReadOnlyList<int> counts, Span<int> labels)
    {
        var draws = new float[labels.Length];
        _classes.Uniform(block, draws);
        var all = counts.Sum(n => (long)n);
        for (var i = 0; i < labels.Length; i++)
        {
            var left = (long)((double)draws[i] * all);
            while (left >= counts[labels[i]])
                left -= counts[labels[i]++];
        }
    }

    /// <summary>The rows of the classes given, each padded as the denoiser's input is.</summary>
    /// <param name="biases">The denoiser's first layer at every time.</param>
    /// <param name="labels">The class of each row; at most as many as a block has.</param>
    /// <param name="cancellation">Observed at every time.</param>
    public Span<float> Run(ReadOnlySpan<float> biases, ReadOnlySpan<int> labels, CancellationToken cancellation)
    {
        var (count, columns) = (labels.Length, denoiser.InputColumns);
        var rows = new float[Block.PadRows(count) * columns];
        var outputs = new float[Block.PadRows(count) * denoiser.OutputColumns];
        var normals = new float[count * _shape.Numbers];
        var uniforms = new float[count * _shape.Runs.Count];
        var (times, biasColumns) = (settings.Noise.Times, biases.Length / Block.PadRows(settings.Noise.Times));
        Start(labels, rows, normals, uniforms);
        var path = settings.Noise.Descending(settings.SamplingSteps);
        for (var i = 0; i < path.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var (time, next) = (path[i], i + 1 < path.Length ? path[i + 1] : -1);
            denoiser.Run(rows, biases.Slice(time * biasColumns, biasColumns), outputs);
            _normals.Normal(Step(time), normals);
            _uniforms.Uniform(Step(time), uniforms);
            StepNumbers(time, next, rows, outputs, normals);
            StepCategories(time, next, rows, outputs, uniforms);
        }

        return rows.AsSpan(0, count * columns);

        long Step(int time) => ((long)block * (times + 1)) + time;
    }

    private void Start(ReadOnlySpan<int> labels, float[] rows, float[] normals, float[] uniforms)
    {
        var (times, columns) = (settings.Noise.Times, denoiser.InputColumns);
        var step = ((long)block * (times + 1)) + times;
        _normals.Normal(step, normals);
        _uniforms.Uniform(step, uniforms);
        for (var i = 0; i < labels.Length; i++)
        {
            var row = rows.AsSpan(i * columns, columns);
            normals.AsSpan(i * _shape.Numbers, _shape.Numbers).CopyTo(row);
            for (var c = 0; c < _shape.Runs.Count; c++)
            {
                var run = _shape.Runs[c];
                row[run.Start + (int)((double)uniforms[(i * _shape.Runs.Count) + c] * run.Width)] = 1;
            }

            if (_shape.Classes > 0)
                row[_shape.Width + labels[i]] = 1;
        }
    }

    private void StepNumbers(int time, int next, float[] rows, float[] outputs, float[] normals)
    {
        var noise = settings.Noise;
        var (kept, lost, left) = (noise.Kept(next, time), noise.Lost(next, time), noise.Lost(time));
        var leaps = settings.SamplingSteps > 0;
        var spread = next < 0 ? 0 : (float)Math.Sqrt(leaps ? lost * noise.Lost(next) / left : lost);
        var limit = leaps ? QuantileNormal.Farthest : float.PositiveInfinity;
        var (whole, told) = ((float)(1 / Math.Sqrt(noise.Kept(time))), (float)Math.Sqrt(left / noise.Kept(time)));
        var start = (float)(Math.Sqrt(noise.Kept(next)) * lost / left);
        var current = (float)(Math.Sqrt(kept) * noise.Lost(next) / left);
        var numbers = _shape.Numbers;
        for (int i = 0, count = normals.Length / Math.Max(1, numbers); i < count; i++)
        {
            var row = rows.AsSpan(i * denoiser.InputColumns, numbers);
            var output = outputs.AsSpan(i * denoiser.OutputColumns, numbers);
            var drawn = normals.AsSpan(i * numbers, numbers);
            for (var j = 0; j < row.Length; j++)
            {
                var origin = Math.Clamp((whole * row[j]) - (told * output[j]), -limit, limit);
                row[j] = (start * origin) + (current * row[j]) + (spread * drawn[j]);
            }
        }
    }

    private void StepCategories(int time, int next, float[] rows, float[] outputs, float[] uniforms)
    {
        var noise = settings.Noise;
        var (step, redrawn) = ((float)noise.Kept(next, time), (float)noise.Lost(next, time));
        var (kept, lost) = ((float)noise.Kept(next), (float)noise.Lost(next));
        var runs = _shape.Runs;
        var shares = new float[denoiser.OutputColumns];
        for (int i = 0, count = runs.Count == 0 ? 0 : uniforms.Length / runs.Count; i < count; i++)
        {
            var row = rows.AsSpan(i * denoiser.InputColumns, denoiser.InputColumns);
            Exponentials(outputs.AsSpan(i * denoiser.OutputColumns, denoiser.OutputColumns), shares);
            for (var c = 0; c < runs.Count; c++)
            {
                var run = runs[c];
                var share = shares.AsSpan(run.Start, run.Width);
                var current = row.Slice(run.Start, run.Width);
                var all = 0f;
                foreach (var part in share)
                    all += part;
                var (own, other, again) = (kept / all, lost / run.Width, redrawn / run.Width);
                var sum = 0f;
                for (var j = 0; j < share.Length; j++)
                    sum += share[j] = ((own * share[j]) + other) * ((step * current[j]) + again);
                var chosen = Draw(share, uniforms[(i * runs.Count) + c] * sum);
                current.Clear();
                current[chosen] = 1;
            }
        }
    }

    /// <summary>e^(z - largest of the run); 0 for what does not occur in the training rows.</summary>
    private void Exponentials(Span<float> logits, Span<float> shares)
    {
        foreach (var run in _shape.Runs)
        {
            var part = logits.Slice(run.Start, run.Width);
            var largest = float.NegativeInfinity;
            for (var j = 0; j < part.Length; j++)
                largest = codec.Seen[run.Start + j] ? MathF.Max(largest, part[j]) : largest;
            foreach (ref var logit in part)
                logit -= largest;
        }

        for (var j = 0; j < logits.Length; j += Block.ColumnStep)
            Elementary.Exp(Vector512.Create<float>(logits[j..])).CopyTo(shares[j..]);
        foreach (var run in _shape.Runs)
        {
            for (var j = run.Start; j < run.End; j++)
                shares[j] = codec.Seen[j] ? shares[j] : 0;
        }
    }

    // The first category whose running sum exceeds the place; at the end the last that has a share.
    private static int Draw(ReadOnlySpan<float> shares, float place)
    {
        var last = 0;
        for (var j = 0; j < shares.Length; j++)
        {
            if (shares[j] <= 0)
                continue;
            last = j;
            place -= shares[j];
            if (place < 0)
                break;
        }

        return last;
    }
}
