import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('bids', '0002_unchangeable_rows'),
        ('consortium', '0007_longest_wait'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PartAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('declined', 'declined'), ('withdrawn', 'withdrawn'), ('returned', 'returned')], max_length=10)),
                ('line_ref', models.CharField(blank=True, max_length=40)),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'ordering': ['tender', 'id'],
            },
        ),
        migrations.CreateModel(
            name='PlanChoice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.AddField(
            model_name='planrequest',
            name='follows',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='followers', to='bids.lotplan'),
        ),
        migrations.AddField(
            model_name='planrequest',
            name='keep_weight_pence',
            field=models.BigIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='planrequest',
            name='supposes',
            field=models.JSONField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name='planallocation',
            name='organisation',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='consortium.organisation'),
        ),
        migrations.AlterField(
            model_name='planlot',
            name='organisation',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='consortium.organisation'),
        ),
        migrations.AddConstraint(
            model_name='planrequest',
            constraint=models.CheckConstraint(condition=models.Q(('keep_weight_pence__isnull', True), models.Q(('follows__isnull', False), ('keep_weight_pence__gte', 0), ('supposes__isnull', True)), _connector='OR'), name='bids_planrequest_keeps_of_another'),
        ),
        migrations.AddConstraint(
            model_name='planrequest',
            constraint=models.CheckConstraint(condition=models.Q(('supposes__isnull', True), ('follows__isnull', False), _connector='OR'), name='bids_planrequest_supposes_of_another'),
        ),
        migrations.AddField(
            model_name='partanswer',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='partanswer',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='part_answers', to='consortium.organisation'),
        ),
        migrations.AddField(
            model_name='partanswer',
            name='plan',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='bids.lotplan'),
        ),
        migrations.AddField(
            model_name='partanswer',
            name='tender',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='part_answers', to='bids.tender'),
        ),
        migrations.AddField(
            model_name='planchoice',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='planchoice',
            name='plan',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='choices', to='bids.lotplan'),
        ),
        migrations.AddConstraint(
            model_name='partanswer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'declined'), models.Q(('line_ref', ''), _negated=True)), models.Q(('kind__in', ['withdrawn', 'returned']), ('line_ref', '')), _connector='OR'), name='bids_partanswer_declines_a_line'),
        ),
    ]
