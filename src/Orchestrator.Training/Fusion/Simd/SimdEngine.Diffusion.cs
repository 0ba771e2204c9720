using System.Runtime.Intrinsics;
using Orchestrator.Training.Randomness;

namespace Orchestrator.Training.Fusion.Simd;

/// <content>What diffusion models need.</content>
internal sealed unsafe partial class SimdEngine
{
    /// <inheritdoc/>
    public override void Take(Block y, Block table, Block rows)
    {
        for (var k = 0; k < Replicas; k++)
        {
            for (var i = 0; i < y.Rows; i++)
            {
                var source = At(table, k) + ((long)At(rows, k)[i] * y.Columns);
                new ReadOnlySpan<float>(source, y.Columns).CopyTo(new(At(y, k) + (i * y.Columns), y.Columns));
            }
        }
    }

    /// <inheritdoc/>
    public override void CategoryLoss(
        Block dz, Block z, CategoryStep step, IReadOnlyList<ColumnRun> runs, Block weight, Block total)
    {
        var columns = z.Columns;
        var loss = new CategoryRow([.. runs], columns, Scratch(CategoryRow.Buffers * columns));
        for (var k = 0; k < Replicas; k++)
        {
            for (var i = 0; i < z.Rows; i++)
            {
                var at = i * columns;
                loss.Predict(
                    At(z, k) + at, At(step.Likelihood, k) + at, At(step.Keep, k) + at, At(step.Mix, k) + at);
                loss.Compare(At(step.Posterior, k) + at, At(weight, k) + at, At(dz, k) + at, At(total, k));
            }
        }
    }

    /// <summary>One row of a <see cref="CategoryLoss"/>; columns outside of runs compute what nobody reads.</summary>
    private readonly struct CategoryRow
    {
        public const int Buffers = 7;

        private const float LeastLog = 1e-37f;

        private readonly ColumnRun[] _runs;
        private readonly int _columns;
        private readonly float* _run;
        private readonly float* _most;
        private readonly float* _start;
        private readonly float* _share;
        private readonly float* _joint;
        private readonly float* _back;
        private readonly float* _slope;

        public CategoryRow(ColumnRun[] runs, int columns, float* buffers)
        {
            _runs = runs;
            _columns = columns;
            _run = buffers;
            _start = buffers + columns;
            _share = buffers + (2 * columns);
            _joint = buffers + (3 * columns);
            _back = buffers + (4 * columns);
            _slope = buffers + (5 * columns);
            _most = buffers + (6 * columns);

            // Outside of runs nothing is taken away and nothing divided, so that what is there stays finite.
            new Span<float>(_most, columns).Clear();
            new Span<float>(_run, columns).Fill(1);
        }

        /// <summary>Start: softmax(z); joint: log p + c; share: how much of the mixture is the network's.</summary>
        public void Predict(float* z, float* likelihood, float* keep, float* mix)
        {
            Normalise(z, _start, _joint);
            for (var j = 0; j < _columns; j += Lanes)
            {
                var own = Vector512.Load(_joint + j) + Vector512.Load(keep + j);
                var other = Vector512.Load(mix + j);
                var mixture = Vector512.Max(own, other)
                    + Elementary.Log(Vector512<float>.One + Elementary.Exp(-Vector512.Abs(own - other)));
                Elementary.Exp(own - mixture).Store(_share + j);
                (mixture + Vector512.Load(likelihood + j)).Store(_slope + j);
            }

            Normalise(_slope, _back, _joint);
        }

        /// <summary>Adds the divergence and its gradient.</summary>
        public void Compare(float* posterior, float* weight, float* dz, float* total)
        {
            for (var j = 0; j < _columns; j += Lanes)
            {
                var (q, w) = (Vector512.Load(posterior + j), Vector512.Load(weight + j));
                ((Vector512.Load(_back + j) - q) * Vector512.Load(_share + j)).Store(_slope + j);
                var gap = Elementary.Log(Vector512.Max(q, Vector512.Create(LeastLog))) - Vector512.Load(_joint + j);
                Increase(total + j, w, q * gap);
            }

            foreach (var run in _runs)
            {
                var sum = 0f;
                for (var j = run.Start; j < run.End; j++)
                    sum += _slope[j];
                new Span<float>(_run + run.Start, run.Width).Fill(sum);
            }

            for (var j = 0; j < _columns; j += Lanes)
            {
                var slope = Vector512.Load(_slope + j) - (Vector512.Load(_start + j) * Vector512.Load(_run + j));
                Increase(dz + j, Vector512.Load(weight + j), slope);
            }
        }

        /// <summary>Shares e^v / Σ e^v over each run, and their logarithms.</summary>
        private void Normalise(float* values, float* shares, float* logs)
        {
            foreach (var run in _runs)
            {
                var largest = values[run.Start];
                for (var j = run.Start + 1; j < run.End; j++)
                    largest = MathF.Max(largest, values[j]);
                new Span<float>(_most + run.Start, run.Width).Fill(largest);
            }

            for (var j = 0; j < _columns; j += Lanes)
            {
                var value = Vector512.Load(values + j) - Vector512.Load(_most + j);
                value.Store(logs + j);
                Elementary.Exp(value).Store(shares + j);
            }

            foreach (var run in _runs)
            {
                var sum = 0f;
                for (var j = run.Start; j < run.End; j++)
                    sum += shares[j];
                new Span<float>(_run + run.Start, run.Width).Fill(sum);
            }

            for (var j = 0; j < _columns; j += Lanes)
            {
                var sum = Vector512.Load(_run + j);
                (Vector512.Load(shares + j) / sum).Store(shares + j);
                (Vector512.Load(logs + j) - Elementary.Log(sum)).Store(logs + j);
            }
        }
    }
}
