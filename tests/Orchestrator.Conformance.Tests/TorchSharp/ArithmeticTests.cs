using TorchSharp;

namespace Orchestrator.Conformance.Tests.Tensors;

[Collection(TorchCollection.Name)]
public sealed class ArithmeticTests : IDisposable
{
    private readonly DisposeScope _scope = torch.NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Operators_work_element_by_element()
    {
        var (a, b) = (torch.tensor(new float[] { 1, 2, 3 }), torch.tensor(new float[] { 4, 5, 8 }));
        TensorAssert.Holds([5, 7, 11], a + b);
        TensorAssert.Holds([-3, -3, -5], a - b);
        TensorAssert.Holds([4, 10, 24], a * b);
        TensorAssert.Holds([0.25, 0.4, 0.375], a / b);
        TensorAssert.Holds([-1, -2, -3], -a);
    }

    [Fact]
    public void Operators_take_numbers_on_either_side()
    {
        var a = torch.tensor(new float[] { 1, 2, 4 });
        TensorAssert.Holds([3, 4, 6], a + 2);
        TensorAssert.Holds([3, 4, 6], 2.0 + a);
        TensorAssert.Holds([1, 0, -2], 2f - a);
        TensorAssert.Holds([-1, 0, 2], a - 2);
        TensorAssert.Holds([0.5, 1, 2], 0.5 * a);
        TensorAssert.Holds([8, 4, 2], 8 / a);
        TensorAssert.Holds([0.5, 1, 2], a / 2L);
    }

    [Fact]
    public void Shapes_broadcast_from_the_last_dimension()
    {
        var columns = torch.tensor(new float[] { 1, 2 }, [2, 1]);
        var row = torch.tensor(new float[] { 10, 20, 30 });
        var sum = columns + row;
        TensorAssert.Shaped([2, 3], sum);
        TensorAssert.Holds([11, 21, 31, 12, 22, 32], sum);
    }

    [Fact]
    public void In_place_operators_change_the_tensor_itself()
    {
        var t = torch.tensor(new double[] { 1, 2, 3 });
        t.add_(1).mul_(2).sub_(torch.tensor(new double[] { 1, 1, 1 })).div_(2);
        TensorAssert.Holds([1.5, 2.5, 3.5], t);
        t.add_(torch.ones(3, torch.float64), 0.5);
        TensorAssert.Holds([2, 3, 4], t);
        t.clamp_(2.5, 3.5);
        TensorAssert.Holds([2.5, 3, 3.5], t);
        t.fill_(7).neg_();
        TensorAssert.Holds([-7, -7, -7], t);
        t.zero_();
        TensorAssert.Holds([0, 0, 0], t);
    }

    [Fact]
    public void Fused_in_place_operators_follow_their_formulas()
    {
        var (a, b) = (torch.tensor(new double[] { 2, 3 }), torch.tensor(new double[] { 4, 6 }));
        TensorAssert.Holds([5, 10], torch.ones(2, torch.float64).addcmul_(a, b, 0.5));
        TensorAssert.Holds([2, 2], torch.ones(2, torch.float64).addcdiv_(a, b, 2));
        TensorAssert.Holds([2.5, 3.75], a.lerp(b, 0.25));
        TensorAssert.Holds([2.5, 3.75], a.clone().lerp_(b, 0.25));
    }

    [Fact]
    public void Pointwise_functions_agree_with_the_scalar_ones()
    {
        var values = new[] { 0.3, 1.7, 2.5 };
        var t = torch.tensor(values);
        Check(t.square(), v => v * v);
        Check(t.sqrt(), Math.Sqrt);
        Check(t.rsqrt(), v => 1 / Math.Sqrt(v));
        Check(t.exp(), Math.Exp);
        Check(t.log(), Math.Log);
        Check(t.pow(3), v => v * v * v);
        Check(t.tanh(), Math.Tanh);
        Check(t.sigmoid(), v => 1 / (1 + Math.Exp(-v)));
        Check((-t).abs(), v => v);
        Check((1 - t).sign(), v => Math.Sign(1 - v));
        Check(t.clamp(0.5, 2), v => Math.Clamp(v, 0.5, 2));
        Check(t.clamp(min: 1), v => Math.Max(v, 1));
        Check((t - 1).relu(), v => Math.Max(v - 1, 0));

        void Check(torch.Tensor actual, Func<double, double> function) =>
            TensorAssert.Holds([.. values.Select(function)], actual, 1e-12);
    }

    [Fact]
    public void Comparisons_and_logic_give_truth_values()
    {
        var (a, b) = (torch.tensor(new float[] { 1, 2, 3 }), torch.tensor(new float[] { 2, 2, 2 }));
        Assert.Equal([false, true, false], a.eq(b).data<bool>().ToArray());
        Assert.Equal([true, false, true], a.ne(2).data<bool>().ToArray());
        Assert.Equal([true, false, false], (a < b).data<bool>().ToArray());
        Assert.Equal([true, true, false], (a <= 2).data<bool>().ToArray());
        Assert.Equal([false, false, true], a.gt(b).data<bool>().ToArray());
        Assert.Equal([false, true, true], a.ge(b).data<bool>().ToArray());
        Assert.Equal([false, true, false], a.le(2).logical_and(a.ge(2)).data<bool>().ToArray());
        Assert.Equal([true, false, true], a.eq(2).logical_not().data<bool>().ToArray());
    }

    [Fact]
    public void Where_takes_each_element_from_one_side()
    {
        var t = torch.tensor(new float[] { -1, 2, -3 });
        TensorAssert.Holds([0, 2, 0], torch.where(t > 0, t, torch.zeros_like(t)));
        TensorAssert.Holds([9, 2, 9], t.masked_fill(t < 0, 9));
    }

    [Fact]
    public void Products_of_matrices_follow_the_rule()
    {
        var a = torch.tensor(new float[] { 1, 2, 3, 4 }, [2, 2]);
        var b = torch.tensor(new float[] { 5, 6, 7, 8 }, [2, 2]);
        TensorAssert.Holds([19, 22, 43, 50], torch.mm(a, b));
        TensorAssert.Holds([19, 22, 43, 50], a.matmul(b));
        var batched = torch.bmm(torch.stack([a, b]), torch.stack([b, a]));
        TensorAssert.Shaped([2, 2, 2], batched);
        TensorAssert.Holds([19, 22, 43, 50, 23, 34, 31, 46], batched);
    }

    [Fact]
    public void A_batched_product_plus_a_row_is_a_layer_for_every_replica()
    {
        var x = torch.ones(new long[] { 3, 4, 2 });
        var w = torch.full(new long[] { 3, 2, 5 }, 0.5);
        var b = torch.arange(0, 3, torch.float32).reshape(3, 1, 1).expand(3, 1, 5);
        var y = torch.bmm(x, w) + b;
        TensorAssert.Shaped([3, 4, 5], y);
        TensorAssert.Holds([1, 2, 3], y.mean([1, 2]));
    }
}
