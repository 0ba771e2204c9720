using System.Runtime.Intrinsics;

namespace Orchestrator.Training.Fusion.Simd;

/// <content>What generators of one-hot runs need.</content>
internal sealed unsafe partial class SimdEngine
{
    /// <inheritdoc/>
    public override void CopyColumns(Block y, int yAt, Block x, int xAt, int count, bool add)
    {
        for (var k = 0; k < Replicas; k++)
        {
            for (var i = 0; i < y.Rows; i++)
            {
                var to = At(y, k) + (i * y.Columns) + yAt;
                var from = At(x, k) + (i * x.Columns) + xAt;
                for (var j = 0; j < count; j += Lanes)
                    (add ? Vector512.Load(to + j) + Vector512.Load(from + j) : Vector512.Load(from + j)).Store(to + j);
            }
        }
    }

    /// <inheritdoc/>
    public override void Clamp(Block y, float low, float high)
    {
        // This order of the operands lets a NaN through.
        var (least, most) = (Vector512.Create(low), Vector512.Create(high));
        for (var k = 0; k < Replicas; k++)
        {
            for (var at = At(y, k); at < At(y, k) + Count(y); at += Lanes)
                Vector512.MinNative(most, Vector512.MaxNative(least, Vector512.Load(at))).Store(at);
        }
    }

    /// <inheritdoc/>
    public override void ActivateGroups(Block y, Block x, Block noise, ColumnGroups groups, float temperature)
    {
        for (var k = 0; k < Replicas; k++)
        {
            for (var i = 0; i < x.Rows; i++)
            {
                GroupRows.Activate(
                    At(y, k) + (i * y.Columns), At(x, k) + (i * x.Columns), At(noise, k) + (i * noise.Columns),
                    groups, 1 / temperature);
            }
        }
    }

    /// <inheritdoc/>
    public override void ActivateGroupsGradient(Block dx, Block dy, Block y, ColumnGroups groups, float temperature)
    {
        for (var k = 0; k < Replicas; k++)
        {
            for (var i = 0; i < dx.Rows; i++)
            {
                GroupRows.Gradient(
                    At(dx, k) + (i * dx.Columns), At(dy, k) + (i * dy.Columns), At(y, k) + (i * y.Columns), groups,
                    1 / temperature);
            }
        }
    }

    /// <inheritdoc/>
    public override void GroupLoss(
        Block dz, Block z, Block shift, Block target, Block rowWeights, ColumnGroups groups, bool add, Block total)
    {
        var row = Scratch(z.Columns);
        for (var k = 0; k < Replicas; k++)
        {
            if (!add)
                Stage(dz, k).Clear();
            for (var i = 0; i < z.Rows; i++)
            {
                if (At(rowWeights, k)[i] == 0)
                    continue;
                var at = i * z.Columns;
                *At(total, k) += GroupRows.CrossEntropy(
                    At(dz, k) + at, At(z, k) + at, At(shift, k), At(target, k) + at, At(rowWeights, k)[i], groups, row);
            }
        }
    }

    /// <inheritdoc/>
    public override void PlaceLoss(
        Block dz, Block dSigma, Block z, Block sigma, Block target, Block rowWeights, ColumnGroups groups, Block total)
    {
        for (var k = 0; k < Replicas; k++)
        {
            Stage(dSigma, k).Clear();
            for (var i = 0; i < z.Rows; i++)
            {
                if (At(rowWeights, k)[i] == 0)
                    continue;
                var at = i * z.Columns;
                *At(total, k) += GroupRows.Normal(
                    At(dz, k) + at, At(dSigma, k), At(z, k) + at, At(sigma, k), At(target, k) + at,
                    At(rowWeights, k)[i], groups);
            }
        }
    }

    /// <inheritdoc/>
    public override void Reparameterise(Block z, Block heads, Block noise)
    {
        for (var k = 0; k < Replicas; k++)
        {
            for (var i = 0; i < z.Rows; i++)
            {
                var at = i * z.Columns;
                var mean = At(heads, k) + (i * heads.Columns);
                for (var j = 0; j < z.Columns; j += Lanes)
                {
                    var deviation = Randomness.Elementary.Exp(Vector512.Load(mean + z.Columns + j) * 0.5f);
                    Vector512.FusedMultiplyAdd(
                        Vector512.Load(At(noise, k) + at + j), deviation, Vector512.Load(mean + j))
                        .Store(At(z, k) + at + j);
                }
            }
        }
    }

    /// <inheritdoc/>
    public override void ReparameteriseGradient(
        Block dHeads, Block dz, Block heads, Block noise, Block rowWeights, Block total)
    {
        var (columns, half) = (dz.Columns, Vector512.Create(0.5f));
        for (var k = 0; k < Replicas; k++)
        {
            for (var i = 0; i < dz.Rows; i++)
            {
                var mean = At(heads, k) + (i * heads.Columns);
                var d = At(dHeads, k) + (i * heads.Columns);
                var (w, sum) = (Vector512.Create(At(rowWeights, k)[i]), Vector512<float>.Zero);
                for (var j = 0; j < columns; j += Lanes)
                {
                    var (mu, logarithm) = (Vector512.Load(mean + j), Vector512.Load(mean + columns + j));
                    var deviation = Randomness.Elementary.Exp(logarithm * 0.5f);
                    var (g, e) = (Vector512.Load(At(dz, k) + (i * columns) + j),
                        Vector512.Load(At(noise, k) + (i * columns) + j));
                    var excess = (deviation * deviation) - Vector512<float>.One;
                    Vector512.FusedMultiplyAdd(w, mu, g).Store(d + j);
                    (half * Vector512.FusedMultiplyAdd(w, excess, g * e * deviation)).Store(d + columns + j);
                    sum += half * (Vector512.FusedMultiplyAdd(mu, mu, excess) - logarithm);
                }

                *At(total, k) += Vector512.Sum(sum) * At(rowWeights, k)[i];
            }
        }
    }
}
